-- destinations.lua - where requests go, by the user in the Request-URI

return {
	-- two at once, and then a third
	bob = {
		{ "sip:bob@192.0.2.1", "sip:bob@192.0.2.2:5070" },
		{ "sip:bob@voicemail.example.com" },
	},
}
