// The voter's half of a secret ballot: derives the credential from the code, seals and signs.
// Needs nacl-fast.js before it; no network, no storage, no clock. The Python half is thidua.ballots.
(function (root) {
  "use strict";

  const nacl = root.nacl;
  const FORMAT = "thidua-ballot/1";
  const ALPHABET = "23456789ACEFHJKMNPRTWXY";
  const LOOKS_LIKE = { B: "8", S: "5", Z: "2", G: "6" };
  const BASE = ALPHABET.length;
  const CODE_SYMBOLS = 16;
  const RECEIPT_SYMBOLS = 8;
  const STRETCH = 2048;
  const HASH_BLOCK = 128;

  const utf8 = (text) => new TextEncoder().encode(text);
  const tag = (purpose) => utf8(FORMAT + " " + purpose + "\0");

  function join(...parts) {
    const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  const toText = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const toBytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

  // Keys sorted, no spaces: the same text that the Python half hashes.
  function canonical(data) {
    if (Array.isArray(data)) return "[" + data.map(canonical).join(",") + "]";
    if (data !== null && typeof data === "object") {
      const pairs = Object.keys(data).sort().map((key) => JSON.stringify(key) + ":" + canonical(data[key]));
      return "{" + pairs.join(",") + "}";
    }
    return JSON.stringify(data);
  }

  function symbolsOf(bytes, size) {
    const limit = Math.floor(256 / BASE) * BASE;
    let symbols = "";
    for (const byte of bytes) if (byte < limit) symbols += ALPHABET[byte % BASE];
    return grouped(symbols.slice(0, size));
  }

  const grouped = (symbols) => symbols.match(/.{1,4}/g).join("-");

  class Misread extends Error {
    // code: code_symbol, code_length, code_check; as in words.yaml
    constructor(code) {
      super(code);
      this.code = code;
    }
  }

  function readCode(text) {
    const upper = text.normalize("NFKC").toUpperCase().replace(/[\s\-–—_.]/g, "");
    const bare = Array.from(upper, (symbol) => LOOKS_LIKE[symbol] || symbol);
    if (bare.some((symbol) => !ALPHABET.includes(symbol))) throw new Misread("code_symbol");
    if (bare.length !== CODE_SYMBOLS) throw new Misread("code_length");
    const weighed = bare.reduce((sum, symbol, at) => sum + ((at % (BASE - 1)) + 1) * ALPHABET.indexOf(symbol), 0);
    if (weighed % BASE) throw new Misread("code_check");
    return bare.join("");
  }

  // PBKDF2 with HMAC-SHA-512 (RFC 8018), one block; crypto.subtle would need https, a hall's network may not have it.
  function stretch(secret, salt) {
    const inner = new Uint8Array(HASH_BLOCK).fill(0x36);
    const outer = new Uint8Array(HASH_BLOCK).fill(0x5c);
    secret.forEach((byte, at) => {
      inner[at] ^= byte;
      outer[at] ^= byte;
    });
    const hmac = (message) => nacl.hash(join(outer, nacl.hash(join(inner, message))));
    let link = hmac(join(salt, new Uint8Array([0, 0, 0, 1])));
    const sum = Uint8Array.from(link);
    for (let round = 1; round < STRETCH; round += 1) {
      link = hmac(link);
      for (let at = 0; at < sum.length; at += 1) sum[at] ^= link[at];
    }
    return sum;
  }

  function keyOf(code, ballot) {
    const seed = stretch(utf8(readCode(code)), join(tag("credential"), utf8(ballot))).slice(0, 32);
    return nacl.sign.keyPair.fromSeed(seed);
  }

  const receiptOf = (publicKey) => symbolsOf(nacl.hash(join(tag("receipt"), publicKey)), RECEIPT_SYMBOLS);
  const digestOf = (opening) => nacl.hash(join(tag("opening"), utf8(canonical(opening)))).slice(0, 32);
  const fingerprintOf = (cast) => symbolsOf(nacl.hash(join(tag("fingerprint"), utf8(cast.sealed))), RECEIPT_SYMBOLS);

  // What the voter sees before voting: is the code of this ballot, and under which receipt number.
  function look(opening, code) {
    const key = keyOf(code, opening.id);
    const credential = toText(key.publicKey);
    return { known: opening.credentials.includes(credential), receipt: receiptOf(key.publicKey) };
  }

  // marks: one list of answers for each question; [] is blank, null is spoilt.
  // once: the one-time key pair; left out except in tests.
  function cast(opening, code, marks, once) {
    const key = keyOf(code, opening.id);
    const credential = toText(key.publicKey);
    if (!opening.credentials.includes(credential)) throw new Misread("credential_unknown");
    const content = utf8(JSON.stringify({ c: credential, m: marks }));
    if (content.length > opening.size) throw new Misread("cast_shape");
    const padded = new Uint8Array(opening.size).fill(0x20);
    padded.set(content);
    const pair = once || nacl.box.keyPair();
    const nonce = nacl.hash(join(tag("nonce"), pair.publicKey)).slice(0, nacl.box.nonceLength);
    const box = nacl.box(padded, nonce, toBytes(opening.tellers.key), pair.secretKey);
    const sealed = join(pair.publicKey, box);
    const signed = join(tag("cast"), digestOf(opening), sealed);
    pair.secretKey.fill(0);
    return { credential, sealed: toText(sealed), signature: toText(nacl.sign.detached(signed, key.secretKey)) };
  }

  // Did the box sign for this very ballot? The voter's device keeps { cast, word } for a complaint.
  function isAcknowledged(opening, given, word) {
    const message = join(tag("acknowledgement"), digestOf(opening), utf8(canonical(given)));
    return nacl.sign.detached.verify(message, toBytes(word), toBytes(opening.box_key));
  }

  root.thiduaBallot = {
    cast, fingerprintOf, isAcknowledged, look, readCode,
    digestOf: (opening) => toHex(digestOf(opening)),
  };
})(typeof self !== "undefined" ? self : this);
