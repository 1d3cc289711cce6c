-- test.lua - what sipresp.c gives to Lua
--
-- Run by any Lua from 5.1 on, where package.cpath finds the module.

local sipresp = require("sipresp")
local tests = 0

local function same(got, want, what)
	tests = tests + 1
	if got ~= want then
		error(string.format("%s is %s, not %s", what, tostring(got),
		    tostring(want)), 2)
	end
end

local function raises(what, f, ...)
	tests = tests + 1
	local good, message = pcall(f, ...)
	if good or not string.find(message, what, 1, true) then
		error(string.format("no error with %q: %s", what,
		    tostring(message)), 2)
	end
end

local function response(status, ...)
	return "SIP/2.0 " .. status .. "\r\nVia: SIP/2.0/UDP a.example" ..
	    ";branch=z9hG4bK1\r\nCSeq: 1 INVITE\r\n" ..
	    table.concat({ ... }, "\r\n") .. (... and "\r\n" or "") ..
	    "Content-Length: 0\r\n\r\n"
end

-- a verdict
local v = sipresp.classify(response("302 Moved Temporarily",
    "Contact: <sip:a@x.example?Subject=x>;q=0.3, <sip:b@y.example>;expires=9"))
same(v.status, 302, "status")
same(v.phrase, "Moved Temporarily", "phrase")
same(v.method, "INVITE", "method")
same(v.source, "peer", "source")
same(v.class, "redirection", "class")
same(v.action, "redirect", "action")
same(v.level, "should", "level")
same(#v.targets, 2, "count of targets")
same(v.targets[1].uri, "sip:b@y.example", "first target")
same(v.targets[1].q, 1, "its q")
same(v.targets[1].expires, 9, "its expiry")
same(v.targets[2].q, 0.3, "q of the second")
same(v.targets[2].request_uri, "sip:a@x.example", "its Request-URI")
same(v.targets[2].expires, nil, "its expiry")
same(#v.send, 0, "count of what is sent")
same(sipresp.classify(response("200 OK")).send[1], "ack", "what is sent")
same(type(v.why), "string", "type of why")
same(string.sub(v.reference, 1, 4), "RFC ", "reference")

v = sipresp.classify(response("503 X", "Retry-After: 10"))
same(v.action, "failover", "action of a 503")
same(v.fallback, "retry", "its fallback")
same(v.wait_min_ms, nil, "wait for another destination")
same(v.quarantine_s, 10, "quarantine")

v = sipresp.classify(response("500 X", "Retry-After: 10"))
same(v.action, "retry", "action of a 500 with a time")
same(v.wait_min_ms, 10000, "wait")

-- the request
same(sipresp.classify(response("500 X", "Retry-After: 10"),
    { proxy = true }).action, "give_up", "500 for a proxy")
same(sipresp.classify(response("401 X",
    'WWW-Authenticate: Digest realm="a \\"b", nonce="n"'),
    { proxy = true }).action, "give_up", "401 for a proxy")
v = sipresp.classify(response("401 X",
    'WWW-Authenticate: Digest realm="a \\"b", nonce="n"'))
same(v.action, "authenticate", "401")
same(#v.challenges, 1, "count of challenges")
same(v.challenges[1].realm, 'a "b', "realm")
same(v.challenges[1].algorithm, nil, "algorithm")
same(v.challenges[1].proxy, false, "proxy")
same(sipresp.classify(response("481 X"), { in_dialog = true }).scope,
    "usage", "scope of a 481")
same(sipresp.classify(response("200 X"), { method = "BYE" }).action,
    "discard", "response to another method")
same(sipresp.classify(response("489 X", "Allow-Events: dialog"),
    { events = { "presence", "dialog" } }).event, "dialog", "event")
same(sipresp.classify(response("302 X", "Contact: <sip:a@x.example>"),
    { tried = { "sip:a@x.example" } }).action, "give_up", "302 to the same")
same(sipresp.classify(response("503 X"), { cannot = { "failover" } }).action,
    "retry", "a host with one destination")
same(sipresp.classify(response("422 X", "Min-SE: 90"),
    { sent_session_interval = 30 }).amend[1], "session_interval", "amend")

-- what goes wrong
local none, why = sipresp.classify("INVITE sip:a@x SIP/2.0\r\n\r\n")
same(none, nil, "a request")
same(why, "no SIP/2.0 status line", "why")
raises("uri must be a string", sipresp.classify, response("486 X"),
    { uri = 5 })
raises("last_rseq must be a number", sipresp.classify, response("486 X"),
    { last_rseq = -1 })
raises("there is no action fly", sipresp.classify, response("486 X"),
    { cannot = { "fly" } })
raises("string expected", sipresp.classify)

-- how it went so far
local state = sipresp.state()
local steps = 0
repeat
	v = sipresp.classify(response("503 X"), nil, state)
	state:note()
	steps = steps + 1
until v.action ~= "failover" or steps > 100
same(steps, 11, "failovers until it gives up")

-- a transaction that fails by itself
v = sipresp.classify_local("timeout", "INVITE")
same(v.status, 408, "status of a timeout")
same(v.source, "timeout", "its source")
same(sipresp.classify_local("transport_error", "BYE").source,
    "transport_error", "source of a transport error")
raises("invalid option", sipresp.classify_local, "peer", "INVITE")

-- words
local e = sipresp.explain(486)
same(e.phrase, "Busy Here", "phrase")
for _, key in ipairs({ "meaning", "when", "remedy", "user", "reference",
    "fields" }) do
	same(type(e[key]), "string", key)
end
same(sipresp.explain(499).code, 499, "a vendor's code")
same(sipresp.explain(431).code, 400, "a code that is treated as 400")
same(sipresp.explain(99), nil, "no code")
same(sipresp.explain(486, "es").meaning ~= sipresp.explain(486).meaning, true, "another language")
same(sipresp.explain(486).neighbours:match("^%d+: ") ~= nil, true, "how it differs")
same(sipresp.translate(sipresp.classify_local("timeout", "INVITE").why, "es-MX"):match("^Nadie"), "Nadie", "why, in another language")
same(sipresp.translate("my own reason", "es"), "my own reason", "a reason of the host's")

-- causes
local c = sipresp.cause(response("486 X"))
same(c.q850, 17, "cause")
same(c.name, "User busy", "its name")
same(c.from_reason, false, "its origin")
c = sipresp.cause(response("480 X", 'Reason: Q.850;cause=1;location=LN'))
same(c.q850, 1, "cause of a Reason")
same(c.location, "LN", "its location")
same(sipresp.cause(404, "asterisk").q850, 1, "cause of a code")
same(sipresp.cause(200), nil, "cause of a success")
raises("no such profile", sipresp.cause, 404, "x")

-- a forking proxy
local fork = sipresp.fork("INVITE", "sip:bob@example.com")
same(fork:add("sip:b1@x.example"), 0, "first branch")
same(fork:add("sip:b2@x.example"), 1, "second branch")
same(fork:response(0, response("180 X")).step, "forward", "a 180")
same(fork:pending(), 2, "pending branches")
same(fork:response(1, response("404 X")).step, "hold", "a 404")
local step = fork:response(0, response("407 X"))
same(step.step, "hold", "a 407")
same(step.cancel_others, false, "whether others are cancelled")
local best = fork:best()
same(best.status, 407, "the best")
same(best.branch, 0, "its branch")
same(best.merge_challenges, true, "whether challenges are merged")
same(#best.merge, 0, "from so many branches")
same(fork:add("sip:b3@x.example"), nil, "a branch too late")
raises("no such branch", fork.response, fork, 2, response("486 X"))

fork = sipresp.fork("INVITE", "sip:bob@example.com", { recurse = true })
fork:add("sip:bob@example.com")
step = fork:response(0, response("302 X",
    "Contact: <sip:a@x.example>;q=0.1, <sip:b@x.example>;q=0.2"))
same(step.step, "recurse", "a 302")
same(fork:next_target().uri, "sip:b@x.example", "the better target")
same(fork:next_target().request_uri, "sip:a@x.example", "the other")
same(fork:next_target(), nil, "no more")

fork = sipresp.fork("INVITE", "sip:bob@example.com")
fork:add("sip:b1@x.example")
fork:add("sip:b2@x.example")
fork:response(0, response("183 X"))
step = fork:response(1, response("603 X"))
same(step.cancel_others, true, "whether a 603 cancels others")
same(fork:fails(0, "timeout").step, "hold", "a timeout")
same(fork:best().status, 603, "the best")

fork = sipresp.fork("INVITE", "sip:bob@example.com", { max_breadth = 1 })
fork:add("sip:b1@x.example")
same(select(2, fork:add("sip:b2@x.example")),
    "Max-Breadth allows no further branch at once", "a second branch")
fork:response(0, response("503 X"))
same(fork:best().status, 500, "what a lone 503 becomes")
raises("invalid option", sipresp.fork, "INVITE", "sip:b@x", { order = "x" })

print(string.format("%s: %d checks", _VERSION, tests))
