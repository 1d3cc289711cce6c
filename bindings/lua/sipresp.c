/*
 * sipresp.c - libsipresp for Lua 5.1 to 5.4
 *
 * SPDX-License-Identifier: MIT
 *
 * README.md tells what there is.  A function that fails returns nil and why;
 * an argument of a wrong type is an error of Lua.
 */

#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include <sipresp.h>

#define COUNT(array)	(sizeof (array) / sizeof (array)[0])
#define MAX_LIST	16	/* members of a list in a request */
#define MAX_BRANCHES	64

int luaopen_sipresp(lua_State *L);

/* ---- from Lua --------------------------------------------------------- */

static struct sipresp_str
to_slice(lua_State *L, int at)
{
	struct sipresp_str s;

	s.p = luaL_checklstring(L, at, &s.len);
	return s;
}

/* A field of the table at 'at'; the table keeps the text. */
static struct sipresp_str
slice_field(lua_State *L, int at, const char *key)
{
	struct sipresp_str s = { NULL, 0 };

	lua_getfield(L, at, key);
	if (lua_type(L, -1) == LUA_TSTRING)
		s.p = lua_tolstring(L, -1, &s.len);
	else if (!lua_isnil(L, -1))
		luaL_error(L, "%s must be a string", key);
	lua_pop(L, 1);
	return s;
}

static bool
bool_field(lua_State *L, int at, const char *key)
{
	bool b;

	lua_getfield(L, at, key);
	b = lua_toboolean(L, -1);
	lua_pop(L, 1);
	return b;
}

static bool
number_field(lua_State *L, int at, const char *key, uint32_t *out)
{
	bool there;
	lua_Number n;

	lua_getfield(L, at, key);
	there = !lua_isnil(L, -1);
	if (there) {
		n = lua_tonumber(L, -1);
		if (!lua_isnumber(L, -1) || !(n >= 0 && n <= UINT32_MAX))
			luaL_error(L, "%s must be a number", key);
		*out = (uint32_t)n;
	}
	lua_pop(L, 1);
	return there;
}

static size_t
list_field(lua_State *L, int at, const char *key, struct sipresp_str *out)
{
	size_t n = 0;

	lua_getfield(L, at, key);
	if (!lua_isnil(L, -1) && !lua_istable(L, -1))
		luaL_error(L, "%s must be a table", key);
	for (; lua_istable(L, -1); n++) {
		lua_rawgeti(L, -1, (int)n + 1);
		if (lua_isnil(L, -1)) {
			lua_pop(L, 1);
			break;
		}
		if (n == MAX_LIST || lua_type(L, -1) != LUA_TSTRING)
			luaL_error(L, "%s must be up to %d strings", key,
			    MAX_LIST);
		out[n].p = lua_tolstring(L, -1, &out[n].len);
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
	return n;
}

static bool
is_word(struct sipresp_str s, const char *word)
{
	return word != NULL && strlen(word) == s.len &&
	    memcmp(word, s.p, s.len) == 0;
}

static unsigned
actions(lua_State *L, const struct sipresp_str *words, size_t count)
{
	unsigned set = 0;

	for (size_t i = 0; i < count; i++) {
		unsigned a = 0;

		while (a <= SIPRESP_ACTION_DISCARD && !is_word(words[i],
		    sipresp_action_name((enum sipresp_action)a)))
			a++;
		if (a > SIPRESP_ACTION_DISCARD)
			luaL_error(L, "there is no action %s", words[i].p);
		set |= 1U << a;
	}
	return set;
}

/* Lists that a request points to. */
struct lists {
	struct sipresp_str	events[MAX_LIST], realms[MAX_LIST];
	struct sipresp_str	tried[MAX_LIST], auth_tried[MAX_LIST];
	struct sipresp_str	cannot[MAX_LIST];
};

/* What a proxy does not do to a request of somebody else's. */
#define PROXY_CANNOT	(1U << SIPRESP_ACTION_AUTHENTICATE |		\
			 1U << SIPRESP_ACTION_AMEND |			\
			 1U << SIPRESP_ACTION_RETRY |			\
			 1U << SIPRESP_ACTION_PROBE |			\
			 1U << SIPRESP_ACTION_USE_PROXY |		\
			 1U << SIPRESP_ACTION_ASK_USER)

static void
read_request(lua_State *L, int at, struct sipresp_request *r,
    struct lists *lists)
{
	memset(r, 0, sizeof *r);
	if (lua_isnoneornil(L, at))
		return;
	luaL_checktype(L, at, LUA_TTABLE);
	r->method = slice_field(L, at, "method");
	r->uri = slice_field(L, at, "uri");
	r->in_dialog = bool_field(L, at, "in_dialog");
	r->call_id_owner = bool_field(L, at, "call_id_owner");
	r->on_path = bool_field(L, at, "on_path");
	r->provisional_seen = bool_field(L, at, "provisional_seen");
	r->has_last_rseq = number_field(L, at, "last_rseq", &r->last_rseq);
	r->has_sent_expires = number_field(L, at, "sent_expires",
	    &r->sent_expires);
	r->has_sent_session_interval = number_field(L, at,
	    "sent_session_interval", &r->sent_session_interval);
	r->events = lists->events;
	r->event_count = list_field(L, at, "events", lists->events);
	r->realms = lists->realms;
	r->realm_count = list_field(L, at, "realms", lists->realms);
	r->tried = lists->tried;
	r->tried_count = list_field(L, at, "tried", lists->tried);
	r->auth_tried = lists->auth_tried;
	r->auth_tried_count = list_field(L, at, "auth_tried",
	    lists->auth_tried);
	r->cannot = actions(L, lists->cannot,
	    list_field(L, at, "cannot", lists->cannot));
	if (bool_field(L, at, "proxy")) {
		r->on_path = true;
		r->cannot |= PROXY_CANNOT;
	}
}

static enum sipresp_source
to_source(lua_State *L, int at)
{
	static const char *const names[] = {
		"timeout", "transport_error", NULL
	};

	return luaL_checkoption(L, at, NULL, names) == 0 ?
	    SIPRESP_SOURCE_TIMEOUT : SIPRESP_SOURCE_TRANSPORT_ERROR;
}

static enum sipresp_cause_profile
to_profile(lua_State *L, int at)
{
	const char *name = luaL_optstring(L, at, "rfc3398");
	unsigned i = 0;

	while (i < SIPRESP_CAUSE_PROFILE_COUNT && strcmp(name,
	    sipresp_cause_profile_name((enum sipresp_cause_profile)i)) != 0)
		i++;
	if (i == SIPRESP_CAUSE_PROFILE_COUNT)
		luaL_argerror(L, at, "no such profile");
	return (enum sipresp_cause_profile)i;
}

/* ---- to Lua ----------------------------------------------------------- */

static int
fail(lua_State *L, int error)
{
	lua_pushnil(L);
	lua_pushstring(L, sipresp_strerror(error));
	return 2;
}

/* Each sets a field of the table on top; what is absent is nil. */
static void
set_text(lua_State *L, const char *key, const char *text)
{
	lua_pushstring(L, text);	/* nil for NULL */
	lua_setfield(L, -2, key);
}

static void
set_slice(lua_State *L, const char *key, struct sipresp_str s)
{
	if (s.p == NULL)
		return;
	lua_pushlstring(L, s.p, s.len);
	lua_setfield(L, -2, key);
}

static void
set_number(lua_State *L, const char *key, lua_Number n)
{
	lua_pushnumber(L, n);
	lua_setfield(L, -2, key);
}

static void
set_integer(lua_State *L, const char *key, lua_Integer n)
{
	lua_pushinteger(L, n);
	lua_setfield(L, -2, key);
}

static void
set_bool(lua_State *L, const char *key, bool b)
{
	lua_pushboolean(L, b);
	lua_setfield(L, -2, key);
}

static void
push_unquoted(lua_State *L, struct sipresp_str raw)
{
	char *p = lua_newuserdata(L, raw.len + 1);
	const size_t len = sipresp_unquote(raw, p, raw.len + 1);

	lua_pushlstring(L, p, len);
	lua_remove(L, -2);
}

static void
set_unquoted(lua_State *L, const char *key, struct sipresp_str raw)
{
	if (raw.p == NULL)
		return;
	push_unquoted(L, raw);
	lua_setfield(L, -2, key);
}

/* The form that may be a Request-URI. */
static void
set_request_uri(lua_State *L, struct sipresp_str uri)
{
	const size_t len = sipresp_request_uri(uri, NULL, 0, NULL);
	char *p = lua_newuserdata(L, len + 1);

	(void)sipresp_request_uri(uri, p, len + 1, NULL);
	lua_pushlstring(L, p, len);
	lua_setfield(L, -3, "request_uri");
	lua_pop(L, 1);
}

static void
push_target(lua_State *L, const struct sipresp_target *t)
{
	lua_newtable(L);
	set_slice(L, "uri", t->uri);
	set_request_uri(L, t->uri);
	set_number(L, "q", t->q / 1000.0);
	if (t->has_expires)
		set_number(L, "expires", t->expires_s);
	set_bool(L, "insecure", t->insecure);
}

static void
set_targets(lua_State *L, const struct sipresp_verdict *v)
{
	lua_newtable(L);
	for (uint32_t i = 0; i < v->target_count; i++) {
		push_target(L, &v->targets[i]);
		lua_rawseti(L, -2, (int)i + 1);
	}
	lua_setfield(L, -2, "targets");
}

/* Those to be answered. */
static void
set_challenges(lua_State *L, const struct sipresp_verdict *v,
    const struct sipresp_response *r)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_challenge c;
	int n = 0;

	lua_newtable(L);
	for (unsigned i = 0; i < SIPRESP_MAX_CHALLENGES &&
	    sipresp_next_challenge(r, &cursor, &c); i++) {
		if ((v->chosen >> i & 1) == 0)
			continue;
		lua_newtable(L);
		set_slice(L, "scheme", c.scheme);
		set_unquoted(L, "realm", c.realm);
		set_unquoted(L, "nonce", c.nonce);
		set_unquoted(L, "opaque", c.opaque);
		set_unquoted(L, "algorithm", c.algorithm);
		set_unquoted(L, "qop", c.qop);
		set_bool(L, "stale", c.is_stale);
		set_bool(L, "proxy", c.proxy);
		lua_rawseti(L, -2, ++n);
	}
	lua_setfield(L, -2, "challenges");
}

static void
set_amend(lua_State *L, unsigned amend)
{
	int n = 0;

	lua_newtable(L);
	for (unsigned i = 0; i < SIPRESP_AMEND_COUNT; i++)
		if (amend >> i & 1) {
			lua_pushstring(L,
			    sipresp_amend_name((enum sipresp_amend)i));
			lua_rawseti(L, -2, ++n);
		}
	lua_setfield(L, -2, "amend");
}

static void
set_send(lua_State *L, unsigned send)
{
	static const char names[][8] = { "ack", "prack", "bye", "cancel" };
	int n = 0;

	lua_newtable(L);
	for (unsigned i = 0; i < COUNT(names); i++)
		if (send >> i & 1) {
			lua_pushstring(L, names[i]);
			lua_rawseti(L, -2, ++n);
		}
	lua_setfield(L, -2, "send");
}

static const char *
party_name(unsigned party)
{
	return party == 0 ? NULL :
	    sipresp_party_name((enum sipresp_party)party);
}

static void
push_verdict(lua_State *L, const struct sipresp_verdict *v,
    const struct sipresp_response *r)
{
	lua_newtable(L);
	set_integer(L, "status", v->status);
	set_integer(L, "treated_as", v->treated_as);
	set_slice(L, "phrase", r->phrase);
	set_slice(L, "method", r->method);
	set_text(L, "source", sipresp_source_name(v->source));
	set_text(L, "class", sipresp_class_name(v->class_));
	set_text(L, "action", sipresp_action_name(v->action));
	if (v->fallback != SIPRESP_ACTION_NONE)
		set_text(L, "fallback", sipresp_action_name(v->fallback));
	set_text(L, "level", sipresp_level_name(v->level));
	set_text(L, "scope", sipresp_scope_name(v->scope));
	set_text(L, "future", sipresp_future_name(v->future));
	set_amend(L, v->amend);
	set_send(L, v->send);
	if (v->has_wait) {
		set_number(L, "wait_min_ms", v->wait_min_ms);
		set_number(L, "wait_max_ms", v->wait_max_ms);
	}
	if (v->quarantine_s > 0)
		set_number(L, "quarantine_s", v->quarantine_s);
	set_text(L, "blame", party_name(v->blame));
	set_text(L, "certainty", sipresp_certainty_name(v->blame_certainty));
	set_text(L, "blame_why", v->blame_why);
	set_slice(L, "event", v->event);
	set_text(L, "rule", v->rule);
	set_text(L, "reference", v->reference);
	set_text(L, "why", v->why);
	set_targets(L, v);
	set_challenges(L, v, r);
}

/* ---- how it went so far ----------------------------------------------- */

#define STATE	"sipresp.state"

struct state {
	struct sipresp_state	 state;
	struct sipresp_verdict	 last;		/* what note() counts */
	bool			 has_last;
};

static int
l_state(lua_State *L)
{
	struct state *s = lua_newuserdata(L, sizeof *s);

	memset(s, 0, sizeof *s);
	luaL_getmetatable(L, STATE);
	lua_setmetatable(L, -2);
	return 1;
}

/* Counts the step that the last verdict asks for. */
static int
l_state_note(lua_State *L)
{
	struct state *s = luaL_checkudata(L, 1, STATE);

	if (s->has_last)
		sipresp_state_note(&s->state, &s->last);
	s->has_last = false;
	return 0;
}

/* ---- verdicts --------------------------------------------------------- */

static int
classify(lua_State *L, const struct sipresp_response *r, int request_at,
    int state_at)
{
	struct state *s = lua_isnoneornil(L, state_at) ? NULL :
	    luaL_checkudata(L, state_at, STATE);
	struct sipresp_request request;
	struct sipresp_verdict v;
	struct lists lists;
	int error;

	read_request(L, request_at, &request, &lists);
	error = sipresp_classify(&v, r, &request, s != NULL ? &s->state : NULL);
	if (error != 0)
		return fail(L, error);
	if (s != NULL) {
		s->last = v;
		s->has_last = true;
	}
	push_verdict(L, &v, r);
	return 1;
}

/* classify(message [, request [, state]]) */
static int
l_classify(lua_State *L)
{
	const struct sipresp_str message = to_slice(L, 1);
	struct sipresp_response r;
	const int error = sipresp_parse(&r, message.p, message.len);

	return error != 0 ? fail(L, error) : classify(L, &r, 2, 3);
}

/* classify_local("timeout" or "transport_error", method [, request [, state]]) */
static int
l_classify_local(lua_State *L)
{
	struct sipresp_response r;
	const int error = sipresp_response_local(&r, to_source(L, 1),
	    to_slice(L, 2));

	return error != 0 ? fail(L, error) : classify(L, &r, 3, 4);
}

/* explain(code [, language]) */
static int
l_explain(lua_State *L)
{
	static const struct {
		const char		*key;
		enum sipresp_text	 what;
	} texts[] = {
		{ "meaning", SIPRESP_TEXT_MEANING },
		{ "when", SIPRESP_TEXT_WHEN },
		{ "remedy", SIPRESP_TEXT_REMEDY },
		{ "user", SIPRESP_TEXT_USER },
		{ "reference", SIPRESP_TEXT_REFERENCE },
		{ "fields", SIPRESP_TEXT_FIELDS },
		{ "neighbours", SIPRESP_TEXT_NEIGHBOURS }
	};
	const lua_Integer n = luaL_checkinteger(L, 1);
	const int code = n < 100 || n > 699 ? 0 : (int)n;
	const char *lang = luaL_optstring(L, 2, NULL);
	const struct sipresp_info *info = sipresp_lookup(code);

	if (info == NULL)
		info = sipresp_lookup(sipresp_effective(code));
	if (info == NULL)
		return fail(L, SIPRESP_ECODE);
	lua_newtable(L);
	set_integer(L, "code", info->code);
	set_text(L, "phrase", sipresp_phrase(info->code));
	for (size_t i = 0; i < COUNT(texts); i++)
		set_text(L, texts[i].key,
		    sipresp_text(info->code, texts[i].what, lang));
	return 1;
}

/* translate(why [, language]): a reason of a verdict in another language */
static int
l_translate(lua_State *L)
{
	const char *text = luaL_checkstring(L, 1);

	lua_pushstring(L, sipresp_translate(text,
	    luaL_optstring(L, 2, NULL)));
	return 1;
}

/* cause(message or code [, profile]) */
static int
l_cause(lua_State *L)
{
	const enum sipresp_cause_profile profile = to_profile(L, 2);
	struct sipresp_cause cause = { 0, false, { NULL, 0 } };
	struct sipresp_response r;
	struct sipresp_str message;
	int error;

	if (lua_type(L, 1) == LUA_TNUMBER) {
		cause.q850 = sipresp_cause_from_status(
		    (int)luaL_checkinteger(L, 1), profile);
	} else {
		message = to_slice(L, 1);
		error = sipresp_parse(&r, message.p, message.len);
		if (error != 0)
			return fail(L, error);
		(void)sipresp_cause_of(&r, profile, &cause);
	}
	if (cause.q850 == 0)
		return fail(L, SIPRESP_EABSENT);
	lua_newtable(L);
	set_integer(L, "q850", cause.q850);
	set_text(L, "name", sipresp_cause_name(cause.q850));
	set_text(L, "text", sipresp_cause_text(cause.q850, NULL));
	set_bool(L, "from_reason", cause.from_reason);
	set_slice(L, "location", cause.location);
	return 1;
}

/* ---- a forking proxy -------------------------------------------------- */

#define FORK	"sipresp.fork"

struct fork {
	struct sipresp_fork		 fork;
	struct sipresp_fork_branch	 branches[MAX_BRANCHES];
	struct sipresp_targets		 targets;
	char				 method[32];
	char				 store[8192];	/* URIs of the targets */
};

/* fork(method, request_uri [, options]) */
static int
l_fork(lua_State *L)
{
	static const char *const orders[] = { "strict", "repairable", NULL };
	const struct sipresp_str method = to_slice(L, 1), uri = to_slice(L, 2);
	struct fork *f;
	int error, order = 0;

	luaL_argcheck(L, method.len < sizeof f->method, 1, "too long");
	if (lua_isnoneornil(L, 3)) {
		lua_settop(L, 2);
		lua_newtable(L);
	}
	luaL_checktype(L, 3, LUA_TTABLE);
	f = lua_newuserdata(L, sizeof *f);
	luaL_getmetatable(L, FORK);
	lua_setmetatable(L, -2);
	memcpy(f->method, method.p, method.len);
	f->method[method.len] = '\0';
	error = sipresp_fork_init(&f->fork, f->branches, MAX_BRANCHES, method,
	    uri);
	if (error == 0)
		error = sipresp_targets_init(&f->targets, f->store,
		    sizeof f->store, uri);
	if (error != 0)
		return fail(L, error);
	lua_getfield(L, 3, "order");
	if (!lua_isnil(L, -1))
		order = luaL_checkoption(L, -1, NULL, orders);
	lua_pop(L, 1);
	f->fork.order = (enum sipresp_fork_order)order;
	f->fork.supported_199 = bool_field(L, 3, "supported_199");
	f->fork.required_100rel = bool_field(L, 3, "required_100rel");
	(void)number_field(L, 3, "max_breadth", &f->fork.max_breadth);
	if (bool_field(L, 3, "recurse"))
		f->fork.targets = &f->targets;
	return 1;
}

static struct fork *
to_fork(lua_State *L)
{
	return luaL_checkudata(L, 1, FORK);
}

static size_t
to_branch(lua_State *L, const struct fork *f, int at)
{
	const lua_Integer n = luaL_checkinteger(L, at);

	luaL_argcheck(L, n >= 0 && (size_t)n < f->fork.count, at,
	    "no such branch");
	return (size_t)n;
}

/* fork:add(uri) */
static int
l_fork_add(lua_State *L)
{
	struct fork *f = to_fork(L);
	size_t branch;
	const int error = sipresp_fork_add(&f->fork, to_slice(L, 2), &branch);

	if (error != 0)
		return fail(L, error);
	lua_pushinteger(L, (lua_Integer)branch);
	return 1;
}

static int
take(lua_State *L, struct fork *f, const struct sipresp_response *r)
{
	struct sipresp_fork_step step;
	const int error = sipresp_fork_response(&f->fork, to_branch(L, f, 2), r,
	    &step);

	if (error != 0)
		return fail(L, error);
	lua_newtable(L);
	set_integer(L, "status", r->code);
	set_text(L, "step", sipresp_fork_step_name(step.step));
	set_bool(L, "cancel_others", step.cancel_others);
	set_bool(L, "cancel_this", step.cancel_this);
	set_bool(L, "generate_199", step.generate_199);
	set_bool(L, "as_sip", step.as_sip);
	set_text(L, "reference", step.reference);
	set_text(L, "why", step.why);
	return 1;
}

/* fork:response(branch, message) */
static int
l_fork_response(lua_State *L)
{
	struct fork *f = to_fork(L);
	const struct sipresp_str message = to_slice(L, 3);
	struct sipresp_response r;
	const int error = sipresp_parse(&r, message.p, message.len);

	return error != 0 ? fail(L, error) : take(L, f, &r);
}

/* fork:fails(branch, "timeout" or "transport_error") */
static int
l_fork_fails(lua_State *L)
{
	struct fork *f = to_fork(L);
	const struct sipresp_str method = { f->method, strlen(f->method) };
	struct sipresp_response r;
	const int error = sipresp_response_local(&r, to_source(L, 3), method);

	return error != 0 ? fail(L, error) : take(L, f, &r);
}

/* fork:next_target(): what to add next, or nil */
static int
l_fork_next_target(lua_State *L)
{
	struct fork *f = to_fork(L);
	struct sipresp_target target;

	if (f->fork.closed || !sipresp_targets_next(&f->targets, &target))
		return 0;
	push_target(L, &target);
	return 1;
}

/* fork:cancel(): the caller has cancelled */
static int
l_fork_cancel(lua_State *L)
{
	to_fork(L)->fork.cancelled = true;
	return 0;
}

/* fork:pending() */
static int
l_fork_pending(lua_State *L)
{
	lua_pushinteger(L,
	    (lua_Integer)sipresp_fork_pending(&to_fork(L)->fork));
	return 1;
}

/* fork:best() */
static int
l_fork_best(lua_State *L)
{
	struct fork *f = to_fork(L);
	struct sipresp_best_response best;
	int n = 0;

	(void)sipresp_fork_best(&f->fork, &best);
	lua_newtable(L);
	set_integer(L, "status", best.status);
	set_integer(L, "branch", best.branch);
	set_text(L, "reference", best.reference);
	set_text(L, "why", best.why);
	set_bool(L, "merge_challenges", best.merge_challenges);
	set_bool(L, "merge_contacts", best.merge_contacts);
	lua_newtable(L);
	for (size_t i = 0; i < f->fork.count; i++)
		if (sipresp_fork_merges(&f->fork, &best, i)) {
			lua_pushinteger(L, (lua_Integer)i);
			lua_rawseti(L, -2, ++n);
		}
	lua_setfield(L, -2, "merge");
	return 1;
}

/* ---- the module ------------------------------------------------------- */

static void
add_functions(lua_State *L, const luaL_Reg *functions)
{
	for (; functions->name != NULL; functions++) {
		lua_pushcfunction(L, functions->func);
		lua_setfield(L, -2, functions->name);
	}
}

static void
new_class(lua_State *L, const char *name, const luaL_Reg *methods)
{
	luaL_newmetatable(L, name);
	lua_pushvalue(L, -1);
	lua_setfield(L, -2, "__index");
	add_functions(L, methods);
	lua_pop(L, 1);
}

int
luaopen_sipresp(lua_State *L)
{
	static const luaL_Reg functions[] = {
		{ "classify", l_classify },
		{ "classify_local", l_classify_local },
		{ "explain", l_explain },
		{ "translate", l_translate },
		{ "cause", l_cause },
		{ "state", l_state },
		{ "fork", l_fork },
		{ NULL, NULL }
	}, state_methods[] = {
		{ "note", l_state_note },
		{ NULL, NULL }
	}, fork_methods[] = {
		{ "add", l_fork_add },
		{ "response", l_fork_response },
		{ "fails", l_fork_fails },
		{ "next_target", l_fork_next_target },
		{ "cancel", l_fork_cancel },
		{ "pending", l_fork_pending },
		{ "best", l_fork_best },
		{ NULL, NULL }
	};

	new_class(L, STATE, state_methods);
	new_class(L, FORK, fork_methods);
	lua_newtable(L);
	add_functions(L, functions);
	set_text(L, "version", sipresp_version());
	return 1;
}
