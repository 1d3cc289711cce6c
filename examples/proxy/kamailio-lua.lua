-- kamailio-lua.lua - a forking proxy that asks libsipresp
--
-- SPDX-License-Identifier: MIT
--
-- destinations.lua returns for each user where the request goes: groups that
-- are tried one after the other, the members of a group at once.
--
-- Transactions are Kamailio's, and so is what RFC 3261 section 16.7 leaves no
-- choice about: a 2xx goes upstream at once, a 2xx or 6xx cancels what is
-- pending, and at the end the best response is sent.  The library says whether
-- a redirection is followed and where to, whether the next group is tried,
-- which response is the best, and why; if Kamailio chose another, it is logged.
--
-- Each response may be handled by another process, so that nothing is kept in
-- Lua: what happened so far is in $avp(sofar) of the transaction, from which
-- the fork context is made anew.

local sipresp = require("sipresp")
local destinations = require("destinations")

-- ---- what happened so far

-- kind "G": group 'number' was begun.  "B": branch 'number' went to URI 'text',
-- "T": so it did, and that is a target of a redirection.  "R": it has the final
-- response 'text'.
local function note(kind, number, text)
	KSR.pv.sets("$avp(sofar)", kind .. number .. " " .. text)
end

-- Of an AVP the last value comes first.
local function each_noted()
	local i = 0
	while KSR.pv.get("$(avp(sofar)[" .. i .. "])") do
		i = i + 1
	end
	return function ()
		i = i - 1
		if i >= 0 then
			return string.match(KSR.pv.get("$(avp(sofar)[" .. i ..
			    "])"), "^(%u)(%d+) (.*)$")
		end
	end
end

local function so_far()
	local method = KSR.pv.get("$rm")
	local fork = sipresp.fork(method, KSR.pv.get("$ou"),
	    { recurse = true })
	local context = { fork = fork, group = 0, responses = {} }
	local branches = {}		-- of Kamailio, to those of the fork

	for kind, number, text in each_noted() do
		number = tonumber(number)
		if kind == "G" then
			context.group = number
		elseif kind == "R" and branches[number] then
			context.responses[branches[number]] = text
			context.last = text
			fork:response(branches[number], text)
		elseif kind == "B" or kind == "T" then
			if kind == "T" then
				fork:next_target()
			end
			branches[number] = fork:add(text)
		end
	end
	for _, branch in pairs(branches) do
		if not context.responses[branch] then
			fork:fails(branch, "timeout")
		end
	end
	return context
end

-- ---- the log

local function log(status, where, v, cause)
	local advice = string.match(sipresp.explain(status).remedy, "^[^\n]*")

	KSR.notice(string.format("sipresp: %d %s: %s. %s (%s)%s. Advice: %s\n",
	    status, where, v.action or v.step or "sent upstream", v.why,
	    v.reference, cause and string.format(". Cause %d, %s", cause.q850,
	    cause.name) or "", advice))
end

-- ---- sending it on

local function relay(uris)
	KSR.tm.t_on_branch("on_branch")
	KSR.tm.t_on_reply("on_reply")
	KSR.tm.t_on_failure("on_failure")
	KSR.pv.sets("$ru", uris[1])
	KSR.pv.unset("$du")
	for i = 2, #uris do
		KSR.corex.append_branch_uri(uris[i])
	end
	if KSR.tm.t_relay() < 0 then
		KSR.sl.sl_reply_error()
	end
end

-- Returns false if there is no such group.
local function relay_to_group(number)
	local groups = destinations[KSR.pv.get("$oU")]

	if not groups or not groups[number] then
		return false
	end
	note("G", number, "")
	relay(groups[number])
	return true
end

-- ---- what Kamailio calls

function ksr_request_route()
	if KSR.maxfwd.process_maxfwd(10) < 0 then
		KSR.sl.send_reply(483, "Too Many Hops")
		return 1
	end
	if KSR.is_CANCEL() then
		if KSR.tm.t_check_trans() > 0 then
			KSR.tm.t_relay()
		end
		return 1
	end
	if KSR.tm.t_check_trans() == 0 then
		return 1		-- a retransmission
	end
	if KSR.siputils.has_totag() > 0 then
		if KSR.rr.loose_route() > 0 or KSR.is_ACK() then
			KSR.tm.t_relay()
		else
			KSR.sl.send_reply(404, "Not Found")
		end
		return 1
	end
	KSR.rr.record_route()
	if KSR.tm.t_newtran() > 0 and not relay_to_group(1) then
		KSR.tm.t_reply(404, "Not Found")
	end
	return 1
end

function on_branch()
	note(KSR.pv.get("$avp(recursed)") and "T" or "B",
	    KSR.pv.get("$T_branch_idx"), KSR.pv.get("$ru"))
	return 1
end

function on_reply()
	local status, message = KSR.pv.get("$rs"), KSR.pv.get("$mb")
	local branch = KSR.pv.get("$T_branch_idx")
	local v

	if status < 300 then
		return 1
	end
	note("R", branch, message)
	v = sipresp.classify(message, { proxy = true })
	if v then
		log(status, "from branch " .. branch, v, sipresp.cause(message))
	end
	return 1
end

-- All branches have failed.
function on_failure()
	local context = so_far()
	local target, best, message, v, sent

	if KSR.tm.t_is_canceled() > 0 then
		return 1
	end
	target = context.fork:next_target()
	if target then
		KSR.pv.sets("$avp(recursed)", "yes")
		KSR.notice("sipresp: recursing to " .. target.request_uri ..
		    ", q=" .. target.q .. "\n")
		relay({ target.request_uri })
		return 1
	end
	KSR.pv.unset("$avp(recursed)")

	-- The verdict on the best, or, where that is the proxy's own because
	-- only 503 came, on one of them.
	best = context.fork:best()
	message = best.branch < 0 and context.last or
	    context.responses[best.branch]
	if message then
		v = sipresp.classify(message, { proxy = true })
	else
		v = sipresp.classify_local("timeout", KSR.pv.get("$rm"))
	end
	if v.action == "failover" and relay_to_group(context.group + 1) then
		return 1
	end
	log(best.status, "is the best", best)
	-- What Kamailio sends it chooses itself, by the same section.
	sent = KSR.pv.get("$T_reply_code")
	if best.status ~= (sent == 503 and 500 or sent) then
		KSR.warn("sipresp: Kamailio sends a " .. sent .. "\n")
	end
	return 1
end
