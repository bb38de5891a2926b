//! A small SMTP server for tests: it keeps what it is sent, and fails on demand at any point of the protocol.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// Where in the conversation a fault strikes: after the client's part, before the server's answer, unless noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// Instead of the greeting.
    Connect,
    /// After EHLO.
    Ehlo,
    /// After STARTTLS.
    StartTls,
    /// After AUTH and its answers.
    Auth,
    /// After NOOP.
    Noop,
    /// After MAIL FROM.
    Mail,
    /// After RCPT TO.
    Rcpt,
    /// After DATA.
    Data,
    /// After the first bytes of the mail.
    Body,
    /// After the final dot; the mail is not kept.
    Dot,
    /// After the final dot; the mail is kept.
    Accepted,
    /// After the answer 250 to the mail; the mail is kept.
    Answered,
}

/// What goes wrong.
#[derive(Clone, Debug)]
pub enum Fault {
    /// The connection is closed.
    Cut,
    /// This line is the answer.
    Reply(&'static str),
    /// Nothing happens for so long, then the connection is closed.
    Stall(Duration),
}

/// A mail as it came over the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    pub from: String,
    pub to: Vec<String>,
    /// With the dots unstuffed.
    pub data: Vec<u8>,
}

/// What the server offers.
#[derive(Clone, Default)]
pub struct Offer {
    /// Offers STARTTLS, or speaks TLS from the start.
    pub tls: Option<Arc<ServerConfig>>,
    pub implicit: bool,
    /// Offers AUTH with this mechanism and takes this account only.
    pub auth: Option<(&'static str, &'static str, &'static str)>,
}

#[derive(Default)]
struct State {
    offer: Offer,
    faults: Mutex<VecDeque<(Point, Fault)>>,
    received: Mutex<Vec<Received>>,
    commands: Mutex<Vec<String>>,
    streams: Mutex<Vec<TcpStream>>,
    refusing: AtomicBool,
    stopped: AtomicBool,
}

pub struct SmtpSink {
    pub address: SocketAddr,
    state: Arc<State>,
}

impl SmtpSink {
    pub fn start() -> Self {
        Self::offering(Offer::default())
    }

    pub fn offering(offer: Offer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State {
            offer,
            ..State::default()
        });
        let shared = state.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if shared.stopped.load(Ordering::SeqCst) {
                    return;
                }
                if shared.refusing.load(Ordering::SeqCst) {
                    let _ = (&stream).write_all(b"421 4.3.2 closed for now\r\n");
                    continue;
                }
                stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
                shared.streams.lock().unwrap().push(stream.try_clone().unwrap());
                let shared = shared.clone();
                thread::spawn(move || {
                    // The end of a conversation, in whatever way, is the end of its connection.
                    let _ = converse(&shared, stream.try_clone().unwrap());
                    let _ = stream.shutdown(Shutdown::Both);
                });
            }
        });
        Self { address, state }
    }

    /// The fault strikes once, the next time this point is reached.
    pub fn fail_once(&self, point: Point, fault: Fault) {
        self.state.faults.lock().unwrap().push_back((point, fault));
    }

    /// Refuses every conversation, those under way too, until it is told otherwise.
    pub fn refuse(&self, refusing: bool) {
        self.state.refusing.store(refusing, Ordering::SeqCst);
        for stream in self.state.streams.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    pub fn received(&self) -> Vec<Received> {
        self.state.received.lock().unwrap().clone()
    }

    /// Every command line so far, without the contents of mails and the answers to AUTH.
    pub fn commands(&self) -> Vec<String> {
        self.state.commands.lock().unwrap().clone()
    }

    pub fn connections(&self) -> usize {
        self.state.streams.lock().unwrap().len()
    }
}

impl Drop for SmtpSink {
    fn drop(&mut self) {
        self.state.stopped.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
        for stream in self.state.streams.lock().unwrap().iter() {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

trait Wire: Read + Write {}
impl<T: Read + Write> Wire for T {}
type Line = BufReader<Box<dyn Wire>>;

fn secured(state: &State, stream: TcpStream) -> Line {
    let tls = ServerConnection::new(state.offer.tls.clone().unwrap()).unwrap();
    BufReader::new(Box::new(StreamOwned::new(tls, stream)))
}

fn converse(state: &State, stream: TcpStream) -> io::Result<()> {
    let mut encrypted = state.offer.implicit;
    let mut line: Line = if encrypted {
        secured(state, stream.try_clone()?)
    } else {
        BufReader::new(Box::new(stream.try_clone()?))
    };
    answer(state, &mut line, Point::Connect, "220 sink.test ESMTP")?;
    let mut envelope: Option<(String, Vec<String>)> = None;
    loop {
        let command = read_line(&mut line)?;
        state.commands.lock().unwrap().push(command.clone());
        let verb = command
            .split([' ', ':'])
            .next()
            .unwrap_or_default()
            .to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" => {
                let mut lines = String::from("250-sink.test\r\n250-SIZE 52428800\r\n250-8BITMIME\r\n");
                if state.offer.tls.is_some() && !encrypted {
                    lines += "250-STARTTLS\r\n";
                }
                if let Some((mechanism, ..)) = state.offer.auth {
                    lines += &format!("250-AUTH {mechanism}\r\n");
                }
                answer(state, &mut line, Point::Ehlo, &(lines + "250 ENHANCEDSTATUSCODES"))?;
            }
            "STARTTLS" if state.offer.tls.is_some() && !encrypted => {
                answer(state, &mut line, Point::StartTls, "220 2.0.0 go ahead")?;
                line = secured(state, stream.try_clone()?);
                encrypted = true;
            }
            "AUTH" => {
                let welcome = signed_in(state, &mut line, &command)?;
                let reply = if welcome {
                    "235 2.7.0 welcome"
                } else {
                    "535 5.7.8 wrong user or password"
                };
                answer(state, &mut line, Point::Auth, reply)?;
            }
            "MAIL" if envelope.is_some() => say(&mut line, "503 5.5.1 RSET first")?,
            "MAIL" => {
                if answer(state, &mut line, Point::Mail, "250 2.1.0 ok")? {
                    envelope = Some((path(&command), Vec::new()));
                }
            }
            "RCPT" => match envelope.as_mut() {
                None => say(&mut line, "503 5.5.1 MAIL first")?,
                Some((_, to)) => {
                    if answer(state, &mut line, Point::Rcpt, "250 2.1.5 ok")? {
                        to.push(path(&command));
                    }
                }
            },
            "DATA" => match envelope.take() {
                Some((from, to)) if !to.is_empty() => {
                    if answer(state, &mut line, Point::Data, "354 go on")? {
                        take_mail(state, &mut line, from, to)?;
                    }
                }
                _ => say(&mut line, "503 5.5.1 RCPT first")?,
            },
            "RSET" => {
                envelope = None;
                say(&mut line, "250 2.0.0 ok")?;
            }
            "NOOP" => drop(answer(state, &mut line, Point::Noop, "250 2.0.0 ok")?),
            "QUIT" => return say(&mut line, "221 2.0.0 bye"),
            _ => say(&mut line, "502 5.5.2 unknown command")?,
        }
    }
}

/// Reads up to the final dot, keeps the mail and confirms it, as far as the faults let it.
fn take_mail(state: &State, line: &mut Line, from: String, to: Vec<String>) -> io::Result<()> {
    let mut data = Vec::new();
    let body_fault = fault_at(state, Point::Body);
    loop {
        let mut row = Vec::new();
        if line.read_until(b'\n', &mut row)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if row == b".\r\n" {
            break;
        }
        data.extend_from_slice(row.strip_prefix(b".").unwrap_or(&row));
        if let Some(fault) = body_fault.clone() {
            strike(line, fault)?;
        }
    }
    let keep = || {
        state.received.lock().unwrap().push(Received {
            from: from.clone(),
            to: to.clone(),
            data: data.clone(),
        })
    };
    if let Some(fault) = fault_at(state, Point::Dot) {
        return strike(line, fault);
    }
    keep();
    answer(state, line, Point::Accepted, "250 2.0.0 kept")?;
    fault_at(state, Point::Answered).map_or(Ok(()), |fault| strike(line, fault))
}

/// PLAIN in one line or LOGIN in three.
fn signed_in(state: &State, line: &mut Line, command: &str) -> io::Result<bool> {
    let Some((_, user, password)) = state.offer.auth else {
        return Ok(false);
    };
    let decoded = |text: &str| String::from_utf8(STANDARD.decode(text.trim()).unwrap()).unwrap();
    let words: Vec<&str> = command.split(' ').collect();
    if words[1] == "PLAIN" {
        return Ok(decoded(words[2]) == format!("\0{user}\0{password}"));
    }
    say(line, "334 VXNlcm5hbWU6")?;
    let given_user = decoded(&read_line(line)?);
    say(line, "334 UGFzc3dvcmQ6")?;
    Ok(given_user == user && decoded(&read_line(line)?) == password)
}

/// The usual answer, or the fault that waits at this point; true if the usual answer was given.
fn answer(state: &State, line: &mut Line, point: Point, usual: &str) -> io::Result<bool> {
    match fault_at(state, point) {
        None => say(line, usual).map(|()| true),
        Some(fault) => strike(line, fault).map(|()| false),
    }
}

fn fault_at(state: &State, point: Point) -> Option<Fault> {
    let mut faults = state.faults.lock().unwrap();
    let position = faults.iter().position(|(at, _)| *at == point)?;
    faults.remove(position).map(|(_, fault)| fault)
}

fn strike(line: &mut Line, fault: Fault) -> io::Result<()> {
    match fault {
        Fault::Reply(text) => return say(line, text),
        Fault::Cut => {}
        Fault::Stall(time) => thread::sleep(time),
    }
    Err(io::ErrorKind::ConnectionAborted.into())
}

fn say(line: &mut Line, text: &str) -> io::Result<()> {
    line.get_mut().write_all(format!("{text}\r\n").as_bytes())?;
    line.get_mut().flush()
}

fn read_line(line: &mut Line) -> io::Result<String> {
    let mut text = String::new();
    if line.read_line(&mut text)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(text.trim_end().to_owned())
}

fn path(command: &str) -> String {
    command
        .split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'))
        .map_or(String::new(), |(path, _)| path.to_owned())
}
