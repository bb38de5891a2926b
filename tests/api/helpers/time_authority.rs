//! A time-stamping authority of one's own: `openssl ts` behind a small HTTP server.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

/// What it does with a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Stamps what it is asked to
    Stamps,
    /// Says what it said the first time
    Repeats,
    /// Answers with an error
    Fails,
    /// Answers with something else
    Babbles,
}

/// An authority that listens until the end of the test.
pub struct TimeAuthority {
    folder: TempDir,
    mood: Arc<Mutex<Mood>>,
    asked: Arc<Mutex<Vec<Vec<u8>>>>,
    /// Where it is asked
    pub url: String,
}

impl TimeAuthority {
    /// Listens, with a key and certificates made for it.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        certify(folder.path());
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/tsr", listener.local_addr().unwrap());
        let authority = Self {
            mood: Arc::new(Mutex::new(Mood::Stamps)),
            asked: Arc::default(),
            folder,
            url,
        };
        let (mood, asked) = (authority.mood.clone(), authority.asked.clone());
        let at = authority.folder.path().to_owned();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                serve(stream.unwrap(), &at, &mood, &asked);
            }
        });
        authority
    }

    /// What it does from now on.
    pub fn is(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    /// How often it was asked.
    pub fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }

    /// The certificate that its tokens lead to, in PEM.
    pub fn certificates(&self) -> std::path::PathBuf {
        self.folder.path().join("ca.pem")
    }
}

fn openssl(folder: &Path, command: &str) {
    let ended = Command::new("openssl")
        .args(command.split_whitespace())
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(ended.status.success(), "openssl {command}: {ended:?}");
}

fn certify(folder: &Path) {
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    write("purpose", "extendedKeyUsage=critical,timeStamping\n");
    write("serial", "01\n");
    write(
        "ts.cnf",
        "[tsa]\ndefault_tsa = own\n[own]\nserial = serial\nsigner_cert = tsa.pem\nsigner_key = tsa.key\n\
         certs = ca.pem\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\ness_cert_id_alg = sha256\n",
    );
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
    openssl(
        folder,
        &format!("req -x509 {key} -subj /CN=CA -keyout ca.key -out ca.pem -days 36500"),
    );
    openssl(
        folder,
        &format!("req -new {key} -subj /CN=TSA -keyout tsa.key -out tsa.csr"),
    );
    openssl(
        folder,
        "x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 36500 -extfile purpose -out tsa.pem",
    );
}

/// Reads one request and answers it.
fn serve(mut stream: TcpStream, folder: &Path, mood: &Mutex<Mood>, asked: &Mutex<Vec<Vec<u8>>>) {
    let question = body(&mut stream);
    let mut asked = asked.lock().unwrap();
    asked.push(question);
    let answered = match *mood.lock().unwrap() {
        Mood::Stamps => asked.last().cloned(),
        Mood::Repeats => asked.first().cloned(),
        Mood::Fails => None,
        Mood::Babbles => Some(Vec::new()),
    };
    let (status, answer) = match answered.as_deref() {
        None => ("503 Service Unavailable", Vec::new()),
        Some([]) => ("200 OK", b"<html>welcome</html>".to_vec()),
        Some(question) => {
            std::fs::write(folder.join("question"), question).unwrap();
            openssl(folder, "ts -reply -queryfile question -config ts.cnf -out answer");
            ("200 OK", std::fs::read(folder.join("answer")).unwrap())
        }
    };
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/timestamp-reply\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        answer.len()
    );
    stream.write_all(&[head.into_bytes(), answer].concat()).unwrap();
}

fn body(stream: &mut TcpStream) -> Vec<u8> {
    let mut read = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let count = stream.read(&mut buffer).unwrap();
        read.extend_from_slice(&buffer[..count]);
        let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(&read[..end]).to_lowercase();
        assert!(head.contains("content-type: application/timestamp-query"), "{head}");
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .unwrap();
        let length: usize = length.parse().unwrap();
        if read.len() >= end + 4 + length {
            return read[end + 4..].to_vec();
        }
    }
}
