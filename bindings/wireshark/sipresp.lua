-- sipresp.lua - what to do about a SIP response, beside it in Wireshark
--
-- SPDX-License-Identifier: MIT
--
-- A post-dissector for Wireshark and tshark.  It asks the program sipresp(1)
-- about each code once, and shows what that says: README.md tells how.

if not register_postdissector then
	return
end

local info = {
	version = "0.1.0",
	author = "libsipresp",
	description = "What a SIP response asks for, and which RFC says so"
}
if set_plugin_info then
	set_plugin_info(info)
end

local sipresp = Proto("sipresp", "SIP response advice")
sipresp.prefs.program = Pref.string("Program", os.getenv("SIPRESP_PROGRAM") or
    "sipresp", "The program sipresp, by its path or as found in PATH")
sipresp.prefs.lang = Pref.string("Language", os.getenv("SIPRESP_LANG") or "en",
    "The language of texts: en, es")

local shown = {
	{ "meaning", "Meaning", "What the code says" },
	{ "action", "Action", "What the caller does next" },
	{ "why", "Why", "Why that is so" },
	{ "reference", "Reference", "Which text says so" },
	{ "when", "Cause", "When it is seen, most frequent first" },
	{ "remedy", "How to fix it", "The steps that fix it" },
	{ "warning", "Warning", "What the Warning code says" },
	{ "cause", "Q.850 cause", "What the cause in Reason says" },
}
local fields = {}
for i, field in ipairs(shown) do
	fields[field[1]] = ProtoField.string("sipresp." .. field[1], field[2],
	    field[3])
	sipresp.fields[i] = fields[field[1]]
end

-- The fields of Wireshark that it reads; not all versions have all of them.
local function wanted(name)
	local good, field = pcall(Field.new, name)
	return good and field or function() end
end
local status = wanted("sip.Status-Code")
local warning = wanted("sip.Warning")
local reason = wanted("sip.Reason")
local header = wanted("sip.msg_hdr")

-- ---- JSON, as the program prints it -------------------------------------

local parse_value

local escapes = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }

local function utf8_of(code)
	if code < 0x80 then
		return string.char(code)
	elseif code < 0x800 then
		return string.char(0xc0 + math.floor(code / 64), 0x80 + code % 64)
	end
	return string.char(0xe0 + math.floor(code / 4096),
	    0x80 + math.floor(code / 64) % 64, 0x80 + code % 64)
end

local function parse_string(text, at)
	local parts = {}
	while true do
		local stop = text:find('["\\]', at)
		parts[#parts + 1] = text:sub(at, stop - 1)
		if text:sub(stop, stop) == '"' then
			return table.concat(parts), stop + 1
		end
		local kind = text:sub(stop + 1, stop + 1)
		if kind == "u" then
			parts[#parts + 1] = utf8_of(tonumber(
			    text:sub(stop + 2, stop + 5), 16))
			at = stop + 6
		else
			parts[#parts + 1] = escapes[kind] or kind
			at = stop + 2
		end
	end
end

local function parse_members(text, at, close, take)
	if text:sub(at, at) == close then
		return at + 1
	end
	while true do
		at = take(at)
		if text:sub(at, at) == close then
			return at + 1
		end
		at = at + 1	-- a comma
	end
end

local words = { ["true"] = true, ["false"] = false }

function parse_value(text, at)
	local first, value = text:sub(at, at), {}
	if first == '"' then
		return parse_string(text, at + 1)
	elseif first == "{" then
		at = parse_members(text, at + 1, "}", function(from)
			local key, colon = parse_string(text, from + 1)
			value[key], from = parse_value(text, colon + 1)
			return from
		end)
		return value, at
	elseif first == "[" then
		at = parse_members(text, at + 1, "]", function(from)
			value[#value + 1], from = parse_value(text, from)
			return from
		end)
		return value, at
	end
	local word = text:match("^[^,%]}%s]+", at)
	value = tonumber(word)
	if value == nil then
		value = words[word]	-- null is nil
	end
	return value, at + #word
end

-- ---- the program ----------------------------------------------------------

local function quoted(text)
	return "'" .. text:gsub("'", "'\\''") .. "'"
end

-- What "sipresp ARGUMENTS" prints: a list of objects.
local function ask(arguments)
	local command = quoted(sipresp.prefs.program) .. " " .. arguments ..
	    " --json --lang " .. quoted(sipresp.prefs.lang) .. " 2>/dev/null"
	local out = io.popen(command)
	local rows = {}
	if out == nil then
		return rows
	end
	for line in out:lines() do
		if line:sub(1, 1) == "{" then
			rows[#rows + 1] = parse_value(line, 1)
		end
	end
	out:close()
	return rows
end

-- Answers that were given already, by the question; none changes.
local answers = {}
local function ask_once(question)
	local key = sipresp.prefs.program .. " " .. sipresp.prefs.lang .. " " ..
	    question
	if answers[key] == nil then
		answers[key] = ask(question)
	end
	return answers[key]
end
function sipresp.prefs_changed()
	answers = {}
end

local function page_of(code)
	return ask_once(tostring(code))[1]
end

-- The tables of the program, by the number in 'key'.
local function row_of(table, key, number)
	for _, row in ipairs(ask_once("dump " .. table)) do
		if row[key] == number then
			return row
		end
	end
end

-- The verdict on the response as it stands in the packet: its header fields go
-- to the program by a file, as that reads messages.
local verdicts = {}
local function verdict_on(message)
	local key = sipresp.prefs.lang .. message
	if verdicts[key] == nil then
		local name = os.tmpname()
		local file = io.open(name, "wb")
		verdicts[key] = false
		if file then
			file:write(message)
			file:close()
			-- A capture is seen between the two ends.
			verdicts[key] = ask("classify --on-path " ..
			    quoted(name))[1] or false
		end
		os.remove(name)
	end
	return verdicts[key]
end

-- The header section as it came, with a status line and without a body.
local function message_of(code, headers)
	local lines = { "SIP/2.0 " .. code .. " X" }
	for line in headers:gmatch("[^\r\n]+") do
		local name = line:match("^([%w-]+)[ \t]*:")
		name = name and name:lower()
		if name ~= "content-length" and name ~= "l" then
			lines[#lines + 1] = line
		end
	end
	lines[#lines + 1] = "Content-Length: 0\r\n\r\n"
	return table.concat(lines, "\r\n")
end

-- ---- what is shown ----------------------------------------------------------

local function show(tree, name, text)
	if text ~= nil and text ~= "" then
		tree:add(fields[name], text):set_generated()
	end
end

local function show_values(tree)
	for _, found in ipairs({ warning() }) do
		local row = row_of("warnings", "warning",
		    tonumber(tostring(found.value):match("^%s*(%d%d%d)")))
		if row then
			show(tree, "warning", row.warning .. " " .. row.meaning)
		end
	end
	for _, found in ipairs({ reason() }) do
		local value = tostring(found.value)
		local row = value:match("^%s*[Qq]%.850") and row_of("causes",
		    "q850", tonumber(value:match(";%s*cause%s*=%s*(%d+)")))
		if row then
			show(tree, "cause", row.q850 .. " " .. row.name .. ". " ..
			    row.meaning)
		end
	end
end

-- A packet may have several messages, requests among them: the header section
-- of a response is the first one behind its status line.
local function headers_behind(line, headers)
	local nearest
	for _, section in ipairs(headers) do
		if section.offset > line.offset and (nearest == nil or
		    section.offset < nearest.offset) then
			nearest = section
		end
	end
	return nearest
end

function sipresp.dissector(_, _, root)
	local headers = { header() }

	for _, found in ipairs({ status() }) do
		local code = found.value
		local page = page_of(code)
		if page == nil then
			return	-- no such program
		end
		local tree = root:add(sipresp)
		local section = headers_behind(found, headers)
		local verdict = section and
		    verdict_on(message_of(code, tostring(section.value)))
		tree:append_text(": " .. code .. " " .. (page.phrase or ""))
		show(tree, "meaning", page.meaning)
		if verdict then
			tree:append_text(", " .. verdict.action)
			show(tree, "action", verdict.action)
			show(tree, "why", verdict.why)
			show(tree, "reference", verdict.reference)
		end
		for _, name in ipairs({ "when", "remedy" }) do
			for _, line in ipairs(page[name]) do
				show(tree, name, line)
			end
		end
		show_values(tree)
	end
end

register_postdissector(sipresp)
