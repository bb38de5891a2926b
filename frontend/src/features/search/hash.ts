/**
 * What somebody looks for is their secret: it stands behind the # of the address, which browsers never send to a server, and so in no log.
 * The router decodes that part once and writes it anew, so the signs that part a query are escaped twice.
 */
import { type Address, parseAddress, writeAddress } from "@/app/address";

const ESCAPED = /%(23|25|26|2B|3D)/gi;
const ESCAPED_TWICE = /%25(23|25|26|2B|3D)/gi;

export function writeHash(state: Record<string, unknown>): string {
  return writeAddress(state).slice(1).replaceAll(ESCAPED, "%25$1").replaceAll("+", "%20");
}

export function readHash(hash: string): Address {
  return parseAddress(hash.replace(/^#/, "").replaceAll(ESCAPED_TWICE, "%$1"));
}
