// Runs inside the Playground before anything else: it listens on this machine only, and it reaches
// nobody else. Without this it listens on every address, and tells Microsoft that it was started
// even when it is asked not to.
"use strict";

const dns = require("dns");
const net = require("net");

const HERE = "127.0.0.1";
const NAMES = [HERE, "localhost"];
const NOBODY = 1; // a port at which nobody listens: whoever calls elsewhere is refused

const { listen } = net.Server.prototype;
net.Server.prototype.listen = function (first, ...rest) {
  if (typeof first === "number") {
    const left = typeof rest[0] === "string" ? rest.slice(1) : rest;
    return listen.call(this, first, HERE, ...left);
  }
  return listen.call(this, { ...first, host: HERE }, ...rest);
};

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...given) {
  const [options] = Array.isArray(given[0]) ? given[0] : given;
  if (!NAMES.includes(options?.host)) Object.assign(options, { host: HERE, port: NOBODY });
  return connect.apply(this, given);
};

const { lookup } = dns;
dns.lookup = (name, options, done) => {
  if (NAMES.includes(name)) return lookup(name, options, done);
  (done ?? options)(Object.assign(new Error("only this machine has a name"), { code: "ENOTFOUND" }));
};
