/*
 * messages.c - what is measured with
 *
 * Responses as servers of today send them, from 200 bytes to 6 KB, and
 * VARIANTS more that are one of these with its header fields in another
 * order and its identifiers of another length: a branch predictor that sees
 * the same bytes again and again learns them, as it never would in a server.
 */

#include <stdio.h>
#include <stdlib.h>

#include "bench.h"

#define VARIANTS	500
#define MAX_SIZE	8000		/* the longest that libosip2 reads */
#define MAX_FIELDS	128

/* A body follows, and "Content-Length: %u" is filled in. */
static const struct kind {
	const char	*name, *method;
	const char	*header, *body;
} kinds[] = {
{ "100 to INVITE", "INVITE",
    "SIP/2.0 100 Trying\r\n"
    "Via: SIP/2.0/UDP 192.0.2.14:5060;rport=5060;received=192.0.2.14;branch=z9hG4bK-524287-1---4d1b0c2f8e7a6953\r\n"
    "To: <sip:+34910000000@carrier.example>\r\n"
    "From: \"Alice\" <sip:alice@example.com>;tag=8f21ae0c\r\n"
    "Call-ID: 84532ZTIxNzMwNjc1YmY1ZmE0Y2RjMDUyZGQ\r\n"
    "CSeq: 2 INVITE\r\n"
    "Server: edge-proxy\r\n"
    "Content-Length: %u\r\n", "" },
{ "180 to INVITE", "INVITE",
    "SIP/2.0 180 Ringing\r\n"
    "Via: SIP/2.0/TLS 198.51.100.7:5061;branch=z9hG4bK74bf9;received=198.51.100.7;rport=40112\r\n"
    "Record-Route: <sip:p2.example.net;transport=tls;lr;did=5ab.7f31>\r\n"
    "Record-Route: <sip:p1.example.com;transport=tls;lr;did=5ab.1c02>\r\n"
    "From: \"Alice\" <sip:alice@example.com>;tag=9fxced76sl\r\n"
    "To: <sip:bob@example.net>;tag=314159\r\n"
    "Call-ID: 2xTb9vxSit55XU7p8@example.com\r\n"
    "CSeq: 1 INVITE\r\n"
    "Contact: <sip:bob@203.0.113.20:50110;transport=tls;ob>\r\n"
    "Allow: INVITE, ACK, CANCEL, OPTIONS, BYE, REFER, SUBSCRIBE, NOTIFY, INFO, PUBLISH, MESSAGE, UPDATE, PRACK\r\n"
    "Supported: replaces, outbound, gruu, path\r\n"
    "User-Agent: Desk Phone 7.3.1\r\n"
    "Content-Length: %u\r\n", "" },
{ "183 with media", "INVITE",
    "SIP/2.0 183 Session Progress\r\n"
    "Via: SIP/2.0/UDP 192.0.2.14:5060;received=192.0.2.14;rport=5060;branch=z9hG4bKPj0a1b2c3d4e5f\r\n"
    "Record-Route: <sip:203.0.113.9;lr;ftag=b7c1>\r\n"
    "From: <sip:+12025550100@example.com>;tag=b7c1\r\n"
    "To: <sip:+12025550199@carrier.example>;tag=gK0c8a11f2\r\n"
    "Call-ID: 1f3c6a90-2d1b-123c-0a9b-0050569a1b2c\r\n"
    "CSeq: 102 INVITE\r\n"
    "Contact: <sip:+12025550199@203.0.113.77:5060>\r\n"
    "Require: 100rel\r\n"
    "RSeq: 4711\r\n"
    "P-Asserted-Identity: <sip:+12025550199@carrier.example;user=phone>\r\n"
    "Allow: INVITE,ACK,CANCEL,BYE,REGISTER,REFER,INFO,SUBSCRIBE,NOTIFY,PRACK,UPDATE,OPTIONS,MESSAGE,PUBLISH\r\n"
    "Content-Type: application/sdp\r\n"
    "Content-Length: %u\r\n",
    "v=0\r\no=gateway 20518 0 IN IP4 203.0.113.77\r\ns=-\r\nc=IN IP4 203.0.113.77\r\nt=0 0\r\n"
    "m=audio 31400 RTP/AVP 8 0 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\n"
    "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=sendrecv\r\na=ptime:20\r\n" },
{ "200 to INVITE", "INVITE",
    "SIP/2.0 200 OK\r\n"
    "Via: SIP/2.0/WSS df7jal23ls0d.invalid;rport=51334;received=198.51.100.30;branch=z9hG4bK56sdasks\r\n"
    "Record-Route: <sip:edge.example.org:443;transport=ws;lr;r2=on>\r\n"
    "Record-Route: <sip:10.10.4.2;lr;r2=on>\r\n"
    "From: \"Web user\" <sip:1001@example.org>;tag=asdyka899\r\n"
    "To: <sip:1002@example.org>;tag=as58d2f41e\r\n"
    "Call-ID: asidkj3ss6mrq3nvdk4m\r\n"
    "CSeq: 7014 INVITE\r\n"
    "Server: Softswitch 20.1\r\n"
    "Allow: INVITE, ACK, CANCEL, OPTIONS, BYE, REFER, SUBSCRIBE, NOTIFY, INFO, PUBLISH, MESSAGE\r\n"
    "Supported: replaces, timer\r\n"
    "Session-Expires: 1800;refresher=uas\r\n"
    "Require: timer\r\n"
    "Contact: <sip:1002@198.51.100.40:5060>\r\n"
    "Content-Type: application/sdp\r\n"
    "Content-Length: %u\r\n",
    "v=0\r\no=root 1821 1821 IN IP4 198.51.100.40\r\ns=Softswitch\r\nc=IN IP4 198.51.100.40\r\nt=0 0\r\n"
    "m=audio 17284 RTP/SAVPF 111 0 8 101\r\na=rtpmap:111 opus/48000/2\r\na=rtpmap:0 PCMU/8000\r\n"
    "a=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\n"
    "a=ice-ufrag:4c1a7f\r\na=ice-pwd:1b44c5f0cf6c2e7fd9a8efb1f8d1e6a0\r\n"
    "a=candidate:H1 1 UDP 2130706431 198.51.100.40 17284 typ host\r\na=rtcp-mux\r\na=sendrecv\r\n" },
{ "200 to REGISTER", "REGISTER",
    "SIP/2.0 200 OK\r\n"
    "Via: SIP/2.0/TCP 192.0.2.4:5060;branch=z9hG4bKnashds7;received=192.0.2.4\r\n"
    "From: Bob <sip:bob@example.net>;tag=456248\r\n"
    "To: Bob <sip:bob@example.net>;tag=2493k59kd\r\n"
    "Call-ID: 843817637684230@998sdasdh09\r\n"
    "CSeq: 1826 REGISTER\r\n"
    "Contact: <sip:bob@192.0.2.4>;expires=3600;+sip.instance=\"<urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF>\";reg-id=1\r\n"
    "Contact: <sip:bob@192.0.2.77:5072>;expires=212;q=0.5\r\n"
    "Service-Route: <sip:orig@scscf1.example.net;lr>\r\n"
    "P-Associated-URI: <sip:bob@example.net>, <tel:+12025550133>\r\n"
    "Path: <sip:pcscf.example.net;lr>\r\n"
    "Supported: outbound, path, gruu\r\n"
    "Date: Sat, 13 Nov 2026 23:29:00 GMT\r\n"
    "Content-Length: %u\r\n", "" },
{ "200 to OPTIONS", "OPTIONS",
    "SIP/2.0 200 OK\r\n"
    "Via: SIP/2.0/UDP pc33.example.com;branch=z9hG4bKhjhs8ass877;received=192.0.2.4\r\n"
    "To: <sip:carol@example.org>;tag=93810874\r\n"
    "From: Alice <sip:alice@example.com>;tag=1928301774\r\n"
    "Call-ID: a84b4c76e66710\r\n"
    "CSeq: 63104 OPTIONS\r\n"
    "Contact: <sip:carol@203.0.113.14:5060>;audio;video;methods=\"INVITE,BYE,OPTIONS\"\r\n"
    "Allow: INVITE, ACK, CANCEL, OPTIONS, BYE, REFER, SUBSCRIBE, NOTIFY, INFO, PRACK, UPDATE, MESSAGE\r\n"
    "Accept: application/sdp, application/pidf+xml, application/xpidf+xml, application/simple-message-summary, message/sipfrag;version=2.0\r\n"
    "Accept-Encoding: identity\r\n"
    "Accept-Language: en, es;q=0.8\r\n"
    "Allow-Events: presence, message-summary, refer, dialog, conference\r\n"
    "Supported: replaces, 100rel, timer, norefersub, gruu, trickle-ice\r\n"
    "Recv-Info: dtmf, trickle-ice\r\n"
    "User-Agent: Videophone 4.1\r\n"
    "Content-Type: application/sdp\r\n"
    "Content-Length: %u\r\n",
    "v=0\r\no=carol 28908764872 28908764872 IN IP4 203.0.113.14\r\ns=-\r\nt=0 0\r\nc=IN IP4 203.0.113.14\r\n"
    "m=audio 0 RTP/AVP 0 1 3 99\r\na=rtpmap:0 PCMU/8000\r\nm=video 0 RTP/AVP 31 34\r\na=rtpmap:31 H261/90000\r\n" },
{ "200 to BYE, compact", "BYE",
    "SIP/2.0 200 OK\r\n"
    "v: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK77asjd;received=192.0.2.9\r\n"
    "f: <sip:a@example.com>;tag=1c2\r\n"
    "t: <sip:b@example.com>;tag=9x1\r\n"
    "i: 7c41b09d5e2f4a38@192.0.2.9\r\n"
    "CSeq: 231 BYE\r\n"
    "l: %u\r\n", "" },
{ "302 with three Contacts", "INVITE",
    "SIP/2.0 302 Moved Temporarily\r\n"
    "Via: SIP/2.0/UDP 192.0.2.101:5060;branch=z9hG4bK77i832k9;received=192.0.2.101\r\n"
    "From: \"Alice\" <sip:alice@example.com>;tag=88a7s\r\n"
    "To: <sip:+12025550147@example.net;user=phone>;tag=oa9w8\r\n"
    "Call-ID: f81d4fae-7dec-11d0-a765-00a0c91e6bf6@example.com\r\n"
    "CSeq: 19 INVITE\r\n"
    "Contact: \"Voice mail, Bob\" <sip:bob-vm@mail.example.net;cause=486>;q=0.2\r\n"
    "Contact: <sip:bob@mobile.example.org:5070;transport=tcp>;q=0.9;expires=600, <sip:bob@desk.example.org>;q=0.7\r\n"
    "Diversion: <sip:+12025550147@example.net>;reason=unconditional;counter=1;privacy=off\r\n"
    "Server: redirect/2.4\r\n"
    "Content-Length: %u\r\n", "" },
{ "401 with two algorithms", "REGISTER",
    "SIP/2.0 401 Unauthorized\r\n"
    "Via: SIP/2.0/UDP 192.0.2.22:5060;rport=5060;received=192.0.2.22;branch=z9hG4bKPjw3DkvkVxVqJM\r\n"
    "From: <sip:2001@pbx.example>;tag=X1hqJlAQ\r\n"
    "To: <sip:2001@pbx.example>;tag=as0b3c7a19\r\n"
    "Call-ID: QtG0q-2AqM9hBg1mKb5bVqrc\r\n"
    "CSeq: 30210 REGISTER\r\n"
    "Server: PBX 18.6.0\r\n"
    "Allow: INVITE, ACK, CANCEL, OPTIONS, BYE, REFER, SUBSCRIBE, NOTIFY, INFO, PUBLISH, MESSAGE\r\n"
    "Supported: replaces, timer\r\n"
    "WWW-Authenticate: Digest realm=\"pbx.example\", qop=\"auth\", algorithm=SHA-256, nonce=\"1667986742/5f8c8f2b0dd3a1b7c1d2e3f405162738\", opaque=\"4f1ee1\"\r\n"
    "WWW-Authenticate: Digest realm=\"pbx.example\", qop=\"auth\", algorithm=MD5, nonce=\"1667986742/0dd3a1b75f8c8f2bc1d2e3f405162738\", opaque=\"4f1ee1\"\r\n"
    "Content-Length: %u\r\n", "" },
{ "407 to INVITE", "INVITE",
    "SIP/2.0 407 Proxy Authentication Required\r\n"
    "Via: SIP/2.0/UDP 198.51.100.91:5060;branch=z9hG4bK-d8754z-1f1c6b;received=198.51.100.91;rport=1024\r\n"
    "To: <sip:00442079460000@itsp.example>;tag=b27e1a1d33761e85846fc98f5f3a7e58.5d3c\r\n"
    "From: <sip:441632960001@itsp.example>;tag=3a4b5c6d\r\n"
    "Call-ID: MTg3ZjE5YzdmYzQ5MjEwYjdhYTQ1ZTk4\r\n"
    "CSeq: 1 INVITE\r\n"
    "Proxy-Authenticate: Digest realm=\"itsp.example\",nonce=\"Y3Q1v2N0NNVKMyU9yCQqnYOs2dLcK5mM\",qop=\"auth\",stale=true\r\n"
    "Server: sip proxy (5.6.3 (x86_64/linux))\r\n"
    "Content-Length: %u\r\n", "" },
{ "420 to INVITE", "INVITE",
    "SIP/2.0 420 Bad Extension\r\n"
    "Via: SIP/2.0/TCP client.example.com:5060;branch=z9hG4bK74bf9\r\n"
    "From: Alice <sip:alice@example.com>;tag=9fxced76sl\r\n"
    "To: Bob <sip:bob@example.net>;tag=8321234356\r\n"
    "Call-ID: 3848276298220188511@example.com\r\n"
    "CSeq: 14 INVITE\r\n"
    "Unsupported: 100rel, precondition,resource-priority\r\n"
    "Supported: timer, replaces\r\n"
    "Content-Length: %u\r\n", "" },
{ "423 to REGISTER", "REGISTER",
    "SIP/2.0 423 Interval Too Brief\r\n"
    "Via: SIP/2.0/TLS 192.0.2.50:5061;branch=z9hG4bK1d32hash4\r\n"
    "From: <sip:sensor-17@iot.example>;tag=99l0b3\r\n"
    "To: <sip:sensor-17@iot.example>;tag=c71f\r\n"
    "Call-ID: 1j9FpLxk3uxtm8tn@192.0.2.50\r\n"
    "CSeq: 2 REGISTER\r\n"
    "Min-Expires: 3600\r\n"
    "Date: Mon, 23 Nov 2026 08:00:00 GMT\r\n"
    "Content-Length: %u\r\n", "" },
{ "486 with Reason", "INVITE",
    "SIP/2.0 486 Busy Here\r\n"
    "Via: SIP/2.0/UDP 192.0.2.60;branch=z9hG4bK4b43c2ff8.1;received=192.0.2.60\r\n"
    "From: <sip:+15550100@example.com>;tag=as6ff4a0a9\r\n"
    "To: <sip:+15550111@carrier.example>;tag=sansay2837461rdb9128\r\n"
    "Call-ID: 5ae2b9cc0dd3a1b75f8c8f2b0d4e9f3e@example.com:5060\r\n"
    "CSeq: 103 INVITE\r\n"
    "Reason: Q.850;cause=17;text=\"User busy\"\r\n"
    "Warning: 399 gw12.carrier.example \"Subscriber line busy\"\r\n"
    "Server: trunk gateway\r\n"
    "Retry-After: 30\r\n"
    "Content-Length: %u\r\n", "" },
{ "489 to SUBSCRIBE", "SUBSCRIBE",
    "SIP/2.0 489 Bad Event\r\n"
    "Via: SIP/2.0/UDP 192.0.2.80:5060;branch=z9hG4bK7d1b;received=192.0.2.80\r\n"
    "From: <sip:310@pbx.example>;tag=xfg9\r\n"
    "To: <sip:311@pbx.example>;tag=ffd2\r\n"
    "Call-ID: b89rjhnedlrfjflslj40a222\r\n"
    "CSeq: 61 SUBSCRIBE\r\n"
    "Allow-Events: presence, presence.winfo,dialog ,message-summary\r\n"
    "Server: Presence 3\r\n"
    "Content-Length: %u\r\n", "" },
{ "503 with a comment", "INVITE",
    "SIP/2.0 503 Service Unavailable\r\n"
    "Via: SIP/2.0/UDP 192.0.2.90:5060;rport=5060;branch=z9hG4bK0f8d;received=192.0.2.90\r\n"
    "Via: SIP/2.0/UDP 10.0.0.7:5060;branch=z9hG4bK9912\r\n"
    "From: <sip:alice@example.com>;tag=1a\r\n"
    "To: <sip:bob@example.net>;tag=2b\r\n"
    "Call-ID: 0c8d2b7f@10.0.0.7\r\n"
    "CSeq: 3 INVITE\r\n"
    "Retry-After: 120 (maintenance until 9:00 \\(CET\\));duration=3600\r\n"
    "Reason: Q.850;cause=42\r\n"
    "Content-Type: text/plain\r\n"
    "Content-Length: %u\r\n", "Congestion on trunk group 12\r\n" },
{ "603, blocked", "INVITE",
    "SIP/2.0 603 Network Blocked\r\n"
    "Via: SIP/2.0/UDP 192.0.2.33:5060;branch=z9hG4bK1d8;received=192.0.2.33\r\n"
    "From: <sip:+12155550112@example.com;user=phone>;tag=614bdb40\r\n"
    "To: <sip:+12155550113@example.net;user=phone>;tag=7f2\r\n"
    "Call-ID: 79048YzkxNDA5NTI1MzA0OWFjOTFkMmFlODhiNTI2OWQ1ZTI\r\n"
    "CSeq: 2 INVITE\r\n"
    "Reason: SIP;cause=603;text=\"v=analytics1;url=https://analytics.example.net/redress\";location=TN\r\n"
    "Call-Info: <https://analytics.example.net/jwt>;purpose=jwscard\r\n"
    "P-Charging-Vector: icid-value=\"AyretyU0dm+6O2IrT5tAFrbHLso=023551024\";orig-ioi=home1.example\r\n"
    "Content-Length: %u\r\n", "" },
{ "200 in an IMS, long", "INVITE",
    "SIP/2.0 200 OK\r\n"
    "Via: SIP/2.0/UDP [2001:db8::5060]:5060;branch=z9hG4bK-1jaa-6fca-00000031-8812;received=2001:db8::5060;comp=sigcomp;rport=5088\r\n"
    "Record-Route: <sip:pcscf2.visited2.example;lr;comp=sigcomp;transport=udp;ue-addr=\"10.20.30.40\";x-afi=14>\r\n"
    "Record-Route: <sip:scscf2.home2.example;lr;x-suri=sip:scscf2-int.home2.example:5090;x-session=4f81ae20cc>\r\n"
    "Record-Route: <sip:icscf2.home2.example;lr;x-session=77120a9b4e>\r\n"
    "Record-Route: <sip:ibcf1.home1.example:5066;lr;x-fbi=ibcf;x-tenant=wholesale-domestic;x-flow=0000ac1f>\r\n"
    "Record-Route: <sip:as17.mmtel.home1.example;lr;od=1_77c9_11ab;x-service=mmtel;x-leg=orig>\r\n"
    "Record-Route: <sip:scscf1.home1.example;lr;x-suri=sip:scscf1-int.home1.example:5090;x-session=9920f1cc07>\r\n"
    "Record-Route: <sip:pcscf1.visited1.example:5060;lr;comp=sigcomp;x-afi=21>\r\n"
    "From: <sip:+4915550001@home1.example;user=phone>;tag=p65545t1447243345m621392c1048s1\r\n"
    "To: <tel:+4915550002;phone-context=home2.example>;tag=SDjtfqc99-0082000ab8f4c0017c\r\n"
    "Call-ID: BW101530345111126-1887391542@as17.mmtel.home1.example\r\n"
    "CSeq: 801392811 INVITE\r\n"
    "Contact: <sip:+4915550002@[2001:db8::77:aa]:6060;comp=sigcomp;transport=udp>;+g.3gpp.icsi-ref=\"urn%%3Aurn-7%%3A3gpp-service.ims.icsi.mmtel\";video;+sip.instance=\"<urn:gsma:imei:90420156-025763-0>\"\r\n"
    "Allow: INVITE,ACK,OPTIONS,CANCEL,BYE,UPDATE,INFO,REFER,NOTIFY,MESSAGE,PRACK\r\n"
    "Supported: timer,100rel,precondition,gruu,199,histinfo,resource-priority\r\n"
    "Require: timer,precondition\r\n"
    "Session-Expires: 1800;refresher=uac\r\n"
    "P-Asserted-Identity: \"Bob\" <sip:+4915550002@home2.example;user=phone>\r\n"
    "P-Asserted-Identity: <tel:+4915550002>\r\n"
    "P-Access-Network-Info: 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=26201d4f1a00c12;network-provided;\"local-time-zone=+01:00\"\r\n"
    "P-Charging-Vector: icid-value=\"PCSF:1-home1.example-0-1447243345-00000013\";icid-generated-at=10.1.2.3;orig-ioi=home1.example;term-ioi=home2.example;access-network-charging-info=\"bearer-1\"\r\n"
    "P-Charging-Function-Addresses: ccf=\"aaa://cdf1.home1.example:3868;transport=tcp\";ccf=\"aaa://cdf2.home1.example:3868;transport=tcp\";ecf=\"aaa://ocs1.home1.example:3868\"\r\n"
    "P-Preferred-Service: urn:urn-7:3gpp-service.ims.icsi.mmtel\r\n"
    "P-Early-Media: sendrecv,gated\r\n"
    "Feature-Caps: *;+g.3gpp.srvcc;+g.3gpp.mid-call;+g.3gpp.srvcc-alerting;+g.3gpp.ps2cs-srvcc-orig-pre-alerting\r\n"
    "Accept: application/sdp, application/3gpp-ims+xml, multipart/mixed\r\n"
    "Recv-Info: g.3gpp.mid-call,g.3gpp.dtmf\r\n"
    "Server: UE IMS stack 11.2 build 20260917\r\n"
    "Session-ID: 7c4b1fc0de2e4b6a8f1d3b5a79e01234;remote=a91f0c77b1c24a3bb0c6bf7b6a7d8e9f\r\n"
    "History-Info: <sip:+4915550002@home2.example?Privacy=history>;index=1, <sip:+4915550002@[2001:db8::77:aa]:6060>;index=1.1;rc=1\r\n"
    "User-to-User: 00c81031353937373134343235303036323230303000;encoding=hex;purpose=isdn-uui;content=isdn-uui\r\n"
    "Reply-To: <sip:+4915550002@home2.example;user=phone>\r\n"
    "Content-Type: application/sdp\r\n"
    "Content-Disposition: session;handling=required\r\n"
    "Content-Length: %u\r\n",
    "v=0\r\no=- 2890844730 2890844732 IN IP6 2001:db8::77:aa\r\ns=-\r\nc=IN IP6 2001:db8::77:aa\r\nb=AS:1042\r\nb=RS:600\r\nb=RR:2000\r\nt=0 0\r\n"
    "m=audio 49152 RTP/AVP 116 107 118 96 111 110\r\nb=AS:42\r\nb=RS:600\r\nb=RR:2000\r\n"
    "a=rtpmap:116 EVS/16000/1\r\na=fmtp:116 br=5.9-24.4;bw=nb-swb;ch-aw-recv=-1;max-red=220\r\n"
    "a=rtpmap:107 AMR-WB/16000/1\r\na=fmtp:107 mode-change-capability=2;max-red=220\r\n"
    "a=rtpmap:118 AMR-WB/16000/1\r\na=fmtp:118 octet-align=1;mode-change-capability=2;max-red=220\r\n"
    "a=rtpmap:96 AMR/8000/1\r\na=fmtp:96 mode-change-capability=2;max-red=220\r\n"
    "a=rtpmap:111 telephone-event/16000\r\na=fmtp:111 0-15\r\na=rtpmap:110 telephone-event/8000\r\na=fmtp:110 0-15\r\n"
    "a=curr:qos local sendrecv\r\na=curr:qos remote sendrecv\r\na=des:qos mandatory local sendrecv\r\na=des:qos mandatory remote sendrecv\r\n"
    "a=ptime:20\r\na=maxptime:240\r\na=sendrecv\r\n"
    "a=ice-ufrag:9Qz3\r\na=ice-pwd:u1kT7f0s5mX2c8bV4n6hJq\r\n"
    "a=candidate:1 1 UDP 2130706431 2001:db8::77:aa 49152 typ host\r\na=candidate:1 2 UDP 2130706430 2001:db8::77:aa 49153 typ host\r\n"
    "a=candidate:2 1 UDP 1694498815 2001:db8:9::1f 50012 typ srflx raddr 2001:db8::77:aa rport 49152\r\na=candidate:2 2 UDP 1694498814 2001:db8:9::1f 50013 typ srflx raddr 2001:db8::77:aa rport 49153\r\n"
    "a=candidate:3 1 UDP 16777215 2001:db8:9::40 61002 typ relay raddr 2001:db8:9::1f rport 50012\r\na=candidate:3 2 UDP 16777214 2001:db8:9::40 61003 typ relay raddr 2001:db8:9::1f rport 50013\r\n"
    "a=fingerprint:sha-256 4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB:4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF\r\na=setup:actpass\r\na=mid:0\r\n"
    "m=video 49154 RTP/AVP 113 114\r\nb=AS:1000\r\na=rtpmap:113 H265/90000\r\na=fmtp:113 profile-id=1;level-id=93;sprop-vps=QAEMAf//AWAAAAMAgAAAAwAAAwBdlZgJ\r\n"
    "a=rtpmap:114 H264/90000\r\na=fmtp:114 profile-level-id=42e01f;packetization-mode=1;sprop-parameter-sets=Z0LgH5ZUBaHogA==,aM44gA==\r\n"
    "a=imageattr:113 send [x=848,y=480] recv [x=848,y=480]\r\na=rtcp-fb:* trr-int 5000\r\na=rtcp-fb:* nack\r\na=rtcp-fb:* nack pli\r\na=rtcp-fb:* ccm fir\r\n"
    "a=ssrc:2882400018 cname:7pQkX2vLr9\r\na=ssrc:2882400018 msid:7pQkX2vLr9 video0\r\na=ssrc-group:FID 2882400018 2882400019\r\na=ssrc:2882400019 cname:7pQkX2vLr9\r\n"
    "a=candidate:1 1 UDP 2130706431 2001:db8::77:aa 49154 typ host\r\na=candidate:1 2 UDP 2130706430 2001:db8::77:aa 49155 typ host\r\n"
    "a=candidate:2 1 UDP 1694498815 2001:db8:9::1f 50014 typ srflx raddr 2001:db8::77:aa rport 49154\r\na=candidate:2 2 UDP 1694498814 2001:db8:9::1f 50015 typ srflx raddr 2001:db8::77:aa rport 49155\r\n"
    "a=candidate:3 1 UDP 16777215 2001:db8:9::40 61004 typ relay raddr 2001:db8:9::1f rport 50014\r\na=candidate:3 2 UDP 16777214 2001:db8:9::40 61005 typ relay raddr 2001:db8:9::1f rport 50015\r\n"
    "a=rtcp:49155 IN IP6 2001:db8::77:aa\r\na=fingerprint:sha-256 4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB:4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF\r\na=setup:actpass\r\na=mid:1\r\n"
    "a=extmap:7 urn:3gpp:video-orientation\r\na=curr:qos local sendrecv\r\na=curr:qos remote sendrecv\r\na=des:qos mandatory local sendrecv\r\na=des:qos mandatory remote sendrecv\r\na=sendrecv\r\n" }
};
#define KIND_COUNT	(sizeof kinds / sizeof kinds[0])

static struct message messages[KIND_COUNT + VARIANTS];

/* The same numbers in every run. */
static uint32_t
draw(uint32_t below)
{
	static uint32_t state = 2463534242U;

	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state % below;
}

static void
store(struct message *m, const struct kind *kind, const char *header)
{
	size_t size = strlen(header) + 2 + strlen(kind->body);
	char *bytes = malloc(size + 1);

	if (bytes == NULL)
		abort();
	(void)snprintf(bytes, size + 1, "%s\r\n%s", header, kind->body);
	m->name = kind->name;
	m->method = kind->method;
	m->bytes = bytes;
	m->len = size;
	m->header_len = strlen(header) + 2;
}

static size_t
name_len(const char *line)
{
	return (size_t)(strchr(line, ':') - line);
}

static bool
same_name(const char *a, const char *b)
{
	return name_len(a) == name_len(b) && memcmp(a, b, name_len(a)) == 0;
}

/* Other order, though lines of one name keep theirs; other identifiers. */
static void
vary(char *out, const char *header)
{
	const char *lines[MAX_FIELDS], *p = strstr(header, "\r\n") + 2;
	unsigned count = 0;

	out += sprintf(out, "%.*s", (int)(p - header), header);
	for (; *p != '\0'; p = strstr(p, "\r\n") + 2)
		lines[count++] = p;
	for (unsigned i = count - 1; i > 0; i--) {
		unsigned k = draw(i + 1);
		const char *line = lines[i];

		lines[i] = lines[k];
		lines[k] = line;
	}
	for (unsigned i = 0; i < count; i++)
		for (unsigned k = i + 1; k < count; k++)
			if (lines[k] < lines[i] &&
			    same_name(lines[k], lines[i])) {
				const char *line = lines[i];

				lines[i] = lines[k];
				lines[k] = line;
			}
	for (unsigned i = 0; i < count; i++) {
		const char *end = strstr(lines[i], "\r\n");
		const char *tag = strstr(lines[i], ";tag=");
		bool identifier = strncmp(lines[i], "Call-ID", 7) == 0 ||
		    strncmp(lines[i], "i:", 2) == 0 ||
		    (tag != NULL && tag < end);

		out += sprintf(out, "%.*s%.*s\r\n",
		    (int)(end - lines[i]), lines[i],
		    identifier ? (int)draw(24) : 0, "0aY.k7-bR2xQ9.fT4mW1-zLe");
	}
}

const struct messages *
make_messages(void)
{
	static struct messages set;
	static char header[MAX_SIZE], varied[MAX_SIZE];

	if (set.count > 0)
		return &set;
	for (unsigned i = 0; i < KIND_COUNT + VARIANTS; i++) {
		const struct kind *kind = &kinds[i % KIND_COUNT];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		(void)snprintf(header, sizeof header, kind->header,
		    (unsigned)strlen(kind->body));
#pragma GCC diagnostic pop
		if (i >= KIND_COUNT)
			vary(varied, header);
		store(&messages[i], kind, i < KIND_COUNT ? header : varied);
		messages[i].kind = i % KIND_COUNT;
	}
	set.all = messages;
	set.kind_count = KIND_COUNT;
	set.count = KIND_COUNT + VARIANTS;
	return &set;
}
