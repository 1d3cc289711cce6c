/*
 * sip-js.cjs - SIP.js in Node.js, to be asked over UDP and recorded
 *
 *	node sip-js.cjs PORT [rings]
 *
 * SIP.js speaks SIP over a WebSocket (RFC 7118): this holds the other end of it,
 * and hands each message on, byte for byte, as a datagram.  There is no browser:
 * the session description is a text, and the media are left out.
 *
 * SPDX-License-Identifier: MIT
 */
"use strict";

const dgram = require("dgram");
const WebSocket = require("ws");

const [port, rings] = process.argv.slice(2);
const ANSWER = "v=0\r\no=- 2 2 IN IP4 127.0.0.1\r\ns=-\r\n" +
    "c=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40002 RTP/AVP 0 8\r\n";

/* SIP.js throws at a Request-URI that it cannot read; a browser goes on then. */
global.WebSocket = class extends WebSocket {
	addEventListener(type, listener) {
		super.addEventListener(type, (event) => {
			try {
				listener(event);
			} catch (error) {
				console.log(error.message);
			}
		});
	}
};

/* ---- between UDP and the WebSocket */

const socket = dgram.createSocket("udp4");
const server = new WebSocket.Server({
	host: "127.0.0.1", port: 0,
	handleProtocols: () => "sip"
}, () => start("ws://127.0.0.1:" + server.address().port));
let phone, asker;

server.on("connection", (connection) => {
	phone = connection;
	phone.on("message", (data) => {
		if (asker)
			socket.send(data, asker.port, asker.address);
	});
	/* Whoever waits for the port knows that all is there. */
	socket.bind(Number(port), "127.0.0.1");
});
socket.on("message", (data, sender) => {
	asker = sender;
	phone.send(data.toString());
});

/* ---- SIP.js */

class Description {		/* a SessionDescriptionHandler without media */
	close() {}
	hasDescription(type) { return type === "application/sdp"; }
	getDescription() {
		return Promise.resolve({ body: ANSWER,
		    contentType: "application/sdp" });
	}
	setDescription(sdp) {
		return sdp.includes("RTP/AVP 0") ? Promise.resolve() :
		    Promise.reject(new Error("no common codec"));
	}
	rollbackDescription() { return Promise.resolve(); }
	sendDtmf() { return false; }
}

async function start(url) {
	const { UserAgent } = require("sip.js");
	const agent = new UserAgent({
		uri: UserAgent.makeURI("sip:sip-js@127.0.0.1"),
		contactName: "sip-js", viaHost: "127.0.0.1",
		transportOptions: { server: url },
		sessionDescriptionHandlerFactory: () => new Description(),
		logBuiltinEnabled: false,
		delegate: {
			onInvite: (call) => rings ? call.progress() :
			    call.accept().catch(() => {}),
			onMessage: (message) => message.accept()
		}
	});
	await agent.start();
}
