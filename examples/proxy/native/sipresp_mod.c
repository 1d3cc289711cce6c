/*
 * sipresp_mod.c - a module of Kamailio: what its replies ask for, and why
 *
 * SPDX-License-Identifier: MIT
 *
 * Functions for the routing script, which return 1, or -1 where that is "no":
 *
 *	sipresp_fork()		begins the response context of a transaction;
 *				in a request route, before t_relay()
 *	sipresp_branch()	adds a branch to it; in a branch route
 *	sipresp_reply()		takes a reply; in an onreply route
 *	sipresp_next_target()	sets $ru to where to recurse to next, if there
 *				is such a place; in a failure route
 *	sipresp_best()		which response is the best, and the verdict on
 *				it; in a failure route
 *
 * What the last of them found is in $sipresp(NAME), for the NAMEs below.
 *
 * The context lies in shared memory, as each reply may be handled by another
 * process, and belongs to an XAVP of the transaction, which frees it.  Routes
 * of one transaction do not run at once: tm holds its reply lock.
 */

#include <limits.h>
#include <string.h>

#include "../../core/dprint.h"
#include "../../core/dset.h"
#include "../../core/mem/shm.h"
#include "../../core/pvar.h"
#include "../../core/route.h"
#include "../../core/sr_module.h"
#include "../../core/xavp.h"
#include "../../modules/tm/tm_load.h"

#include <sipresp.h>

#define MAX_BRANCHES	32
#define STORE_SIZE	8192

/* What a proxy does not do to a request of somebody else's. */
#define PROXY_CANNOT	(1U << SIPRESP_ACTION_AUTHENTICATE |		\
			 1U << SIPRESP_ACTION_AMEND |			\
			 1U << SIPRESP_ACTION_RETRY |			\
			 1U << SIPRESP_ACTION_PROBE |			\
			 1U << SIPRESP_ACTION_USE_PROXY |		\
			 1U << SIPRESP_ACTION_ASK_USER)

/* Of a verdict, what outlives the response; texts are constant. */
struct finding {
	int		 status;
	const char	*action, *fallback, *level, *rule, *reference, *why;
	const char	*step, *step_why, *step_reference;
	int		 wait_ms, quarantine_s, cause;
};

struct context {
	struct sipresp_fork		 fork;
	struct sipresp_targets		 targets;
	struct sipresp_fork_branch	 branches[MAX_BRANCHES];
	struct finding			 findings[MAX_BRANCHES];
	int				 of_tm[MAX_BRANCHES];	/* its number there */
	size_t				 last;	/* the branch that failed last */
	char				 method[32];
	char				 store[STORE_SIZE];
};

/* Of this process: what $sipresp() tells. */
static struct finding found;
static struct sipresp_best_response best;

static tm_api_t tm;
static str context_name = str_init("sipresp");

/* ---- the context ------------------------------------------------------ */

static struct sipresp_str
to_slice(str s)
{
	return (struct sipresp_str){ s.s, s.s != NULL ? (size_t)s.len : 0 };
}

static struct context *
get_context(void)
{
	const sr_xavp_t *xavp = xavp_get(&context_name, NULL);

	return xavp == NULL || xavp->val.type != SR_XTYPE_SPTR ? NULL :
	    xavp->val.v.vptr;
}

/* The branch of the fork that tm's number 'index' is; -1 if none. */
static int
find_branch(const struct context *c, int index)
{
	for (size_t i = 0; i < c->fork.count; i++)
		if (c->of_tm[i] == index)
			return (int)i;
	return -1;
}

static int
tm_branch(void)
{
	const tm_ctx_t *now = tm.tm_ctx_get();

	return now != NULL ? now->branch_index : -1;
}

static int
begin_fork(struct sip_msg *msg, char *unused1, char *unused2)
{
	const struct sipresp_str uri = to_slice(*GET_RURI(msg));
	const str method = msg->first_line.u.request.method;
	struct context *c;
	sr_xval_t value;

	(void)unused1, (void)unused2;
	if (method.len < 0 || (size_t)method.len >= sizeof c->method)
		return -1;
	c = shm_malloc(sizeof *c);
	if (c == NULL) {
		SHM_MEM_ERROR;
		return -1;
	}
	memset(c, 0, sizeof *c);
	memcpy(c->method, method.s, (size_t)method.len);
	memset(&value, 0, sizeof value);
	value.type = SR_XTYPE_SPTR;
	value.v.vptr = c;
	if (sipresp_fork_init(&c->fork, c->branches, MAX_BRANCHES,
	    to_slice(method), uri) != 0 ||
	    sipresp_targets_init(&c->targets, c->store, sizeof c->store,
	    uri) != 0 || xavp_add_value(&context_name, &value, NULL) == NULL) {
		shm_free(c);
		return -1;
	}
	c->fork.targets = &c->targets;
	return 1;
}

static int
add_branch(struct sip_msg *msg, char *unused1, char *unused2)
{
	struct context *c = get_context();
	size_t branch;
	int error;

	(void)unused1, (void)unused2;
	if (c == NULL)
		return -1;
	error = sipresp_fork_add(&c->fork, to_slice(*GET_RURI(msg)), &branch);
	if (error != 0) {
		LM_ERR("branch %d: %s\n", tm_branch(),
		    sipresp_strerror(error));
		return -1;
	}
	c->of_tm[branch] = tm_branch();
	return 1;
}

/* ---- what a response asks for ----------------------------------------- */

/* Numbers of a script are int. */
static int
to_int(uint32_t n)
{
	return n > INT_MAX ? INT_MAX : (int)n;
}

static void
find(const struct sipresp_response *r)
{
	const struct sipresp_request request = {
		.on_path = true,
		.cannot = PROXY_CANNOT
	};
	struct sipresp_cause cause;
	struct sipresp_verdict v;

	memset(&found, 0, sizeof found);
	found.status = r->code;
	if (sipresp_cause_of(r, SIPRESP_CAUSE_RFC3398, &cause) == 0)
		found.cause = cause.q850;
	if (sipresp_classify(&v, r, &request, NULL) != 0)
		return;
	found.action = sipresp_action_name(v.action);
	found.fallback = v.fallback == SIPRESP_ACTION_NONE ? NULL :
	    sipresp_action_name(v.fallback);
	found.level = sipresp_level_name(v.level);
	found.rule = v.rule;
	found.reference = v.reference;
	found.why = v.why;
	found.wait_ms = v.has_wait ? to_int(v.wait_min_ms) : 0;
	found.quarantine_s = to_int(v.quarantine_s);
}

static int
take(struct context *c, size_t branch, const struct sipresp_response *r)
{
	struct sipresp_fork_step step;
	int error;

	find(r);
	error = sipresp_fork_response(&c->fork, branch, r, &step);
	if (error != 0) {
		LM_ERR("branch %zu: %s\n", branch, sipresp_strerror(error));
		return -1;
	}
	found.step = sipresp_fork_step_name(step.step);
	found.step_why = step.why;
	found.step_reference = step.reference;
	if (r->code >= 300) {
		c->findings[branch] = found;
		c->last = branch;
	}
	return 1;
}

static int
take_reply(struct sip_msg *msg, char *unused1, char *unused2)
{
	struct context *c = get_context();
	const int branch = c != NULL ? find_branch(c, tm_branch()) : -1;
	struct sipresp_response r;
	int error;

	(void)unused1, (void)unused2;
	if (msg->first_line.type != SIP_REPLY)
		return -1;
	error = sipresp_parse(&r, msg->buf, msg->len);
	if (error != 0) {
		LM_WARN("%s\n", sipresp_strerror(error));
		return -1;
	}
	if (branch >= 0)
		return take(c, (size_t)branch, &r);
	find(&r);
	return 1;
}

/* In a failure route a branch that has no final response has timed out. */
static void
take_timeouts(struct context *c)
{
	const struct sipresp_str method = { c->method, strlen(c->method) };
	struct sipresp_response r;

	if (sipresp_response_local(&r, SIPRESP_SOURCE_TIMEOUT, method) != 0)
		return;
	for (size_t i = 0; i < c->fork.count; i++)
		if (c->branches[i].received == 0)
			(void)take(c, i, &r);
}

static int
next_target(struct sip_msg *msg, char *unused1, char *unused2)
{
	char uri[MAX_URI_SIZE];
	struct context *c = get_context();
	struct sipresp_target target;
	str s = { uri, 0 };
	size_t len;

	(void)unused1, (void)unused2;
	if (c == NULL)
		return -1;
	take_timeouts(c);
	while (!c->fork.closed && sipresp_targets_next(&c->targets, &target)) {
		len = sipresp_request_uri(target.uri, uri, sizeof uri, NULL);
		if (len >= sizeof uri)
			continue;
		s.len = (int)len;
		if (rewrite_uri(msg, &s) < 0)
			return -1;
		reset_dst_uri(msg);
		return 1;
	}
	return -1;
}

static int
find_best(struct sip_msg *msg, char *unused1, char *unused2)
{
	struct context *c = get_context();
	struct sipresp_fork fork;

	(void)msg, (void)unused1, (void)unused2;
	if (c == NULL)
		return -1;
	take_timeouts(c);
	/* Of a copy: the script may still go on to other branches. */
	fork = c->fork;
	if (sipresp_fork_best(&fork, &best) != 0)
		return -1;
	/* Where only 503 came, each of them tells what to do. */
	found = c->findings[best.branch >= 0 ? (size_t)best.branch : c->last];
	return 1;
}

/* ---- $sipresp(NAME) --------------------------------------------------- */

enum pv {
	PV_STATUS, PV_ACTION, PV_FALLBACK, PV_LEVEL, PV_RULE, PV_REFERENCE,
	PV_WHY, PV_WAIT_MS, PV_QUARANTINE_S, PV_CAUSE, PV_CAUSE_NAME,
	PV_ADVICE, PV_STEP, PV_STEP_WHY, PV_STEP_REFERENCE, PV_BEST,
	PV_BEST_WHY, PV_BEST_REFERENCE, PV_BEST_ADVICE, PV_COUNT
};

static const char *const pv_names[PV_COUNT] = {
	[PV_STATUS]		= "status",
	[PV_ACTION]		= "action",
	[PV_FALLBACK]		= "fallback",
	[PV_LEVEL]		= "level",
	[PV_RULE]		= "rule",
	[PV_REFERENCE]		= "reference",
	[PV_WHY]		= "why",
	[PV_WAIT_MS]		= "wait_ms",
	[PV_QUARANTINE_S]	= "quarantine_s",
	[PV_CAUSE]		= "cause",
	[PV_CAUSE_NAME]		= "cause_name",
	[PV_ADVICE]		= "advice",
	[PV_STEP]		= "step",
	[PV_STEP_WHY]		= "step_why",
	[PV_STEP_REFERENCE]	= "step_reference",
	[PV_BEST]		= "best",
	[PV_BEST_WHY]		= "best_why",
	[PV_BEST_REFERENCE]	= "best_reference",
	[PV_BEST_ADVICE]	= "best_advice"
};

static int
parse_name(pv_spec_p spec, str *in)
{
	for (int i = 0; i < PV_COUNT; i++)
		if (strlen(pv_names[i]) == (size_t)in->len &&
		    memcmp(pv_names[i], in->s, (size_t)in->len) == 0) {
			spec->pvp.pvn.type = PV_NAME_INTSTR;
			spec->pvp.pvn.u.isname.type = 0;
			spec->pvp.pvn.u.isname.name.n = i;
			return 0;
		}
	LM_ERR("there is no $sipresp(%.*s)\n", in->len, in->s);
	return -1;
}

/* The first thing to do about 'status': the first line of the remedy. */
static int
get_advice(struct sip_msg *msg, pv_param_t *param, pv_value_t *out, int status)
{
	const int code = sipresp_lookup(status) != NULL ? status :
	    sipresp_effective(status);
	const char *remedy = sipresp_text(code, SIPRESP_TEXT_REMEDY, NULL);

	if (remedy == NULL)
		return pv_get_null(msg, param, out);
	return pv_get_strlval(msg, param, out, (char *)(uintptr_t)remedy,
	    (int)strcspn(remedy, "\n"));
}

static int
get_text(struct sip_msg *msg, pv_param_t *param, pv_value_t *out,
    const char *text)
{
	return text == NULL ? pv_get_null(msg, param, out) :
	    pv_get_strzval(msg, param, out, (char *)(uintptr_t)text);
}

static int
get_pv(struct sip_msg *msg, pv_param_t *param, pv_value_t *out)
{
	switch ((enum pv)param->pvn.u.isname.name.n) {
	case PV_STATUS:
		return pv_get_sintval(msg, param, out, found.status);
	case PV_ACTION:
		return get_text(msg, param, out, found.action);
	case PV_FALLBACK:
		return get_text(msg, param, out, found.fallback);
	case PV_LEVEL:
		return get_text(msg, param, out, found.level);
	case PV_RULE:
		return get_text(msg, param, out, found.rule);
	case PV_REFERENCE:
		return get_text(msg, param, out, found.reference);
	case PV_WHY:
		return get_text(msg, param, out, found.why);
	case PV_WAIT_MS:
		return pv_get_sintval(msg, param, out, found.wait_ms);
	case PV_QUARANTINE_S:
		return pv_get_sintval(msg, param, out, found.quarantine_s);
	case PV_CAUSE:
		return pv_get_sintval(msg, param, out, found.cause);
	case PV_CAUSE_NAME:
		return get_text(msg, param, out,
		    sipresp_cause_name(found.cause));
	case PV_ADVICE:
		return get_advice(msg, param, out, found.status);
	case PV_STEP:
		return get_text(msg, param, out, found.step);
	case PV_STEP_WHY:
		return get_text(msg, param, out, found.step_why);
	case PV_STEP_REFERENCE:
		return get_text(msg, param, out, found.step_reference);
	case PV_BEST:
		return pv_get_sintval(msg, param, out, best.status);
	case PV_BEST_WHY:
		return get_text(msg, param, out, best.why);
	case PV_BEST_REFERENCE:
		return get_text(msg, param, out, best.reference);
	case PV_BEST_ADVICE:
		return get_advice(msg, param, out, best.status);
	case PV_COUNT:
		break;
	}
	return pv_get_null(msg, param, out);
}

/* ---- the module ------------------------------------------------------- */

MODULE_VERSION

static int
init(void)
{
	if (load_tm_api(&tm) == -1) {
		LM_ERR("load tm.so first\n");
		return -1;
	}
	return 0;
}

static cmd_export_t functions[] = {
	{ "sipresp_fork", begin_fork, 0, NULL, NULL, REQUEST_ROUTE },
	{ "sipresp_branch", add_branch, 0, NULL, NULL, BRANCH_ROUTE },
	{ "sipresp_reply", take_reply, 0, NULL, NULL, ONREPLY_ROUTE },
	{ "sipresp_next_target", next_target, 0, NULL, NULL, FAILURE_ROUTE },
	{ "sipresp_best", find_best, 0, NULL, NULL, FAILURE_ROUTE },
	{ NULL, NULL, 0, NULL, NULL, 0 }
};

static pv_export_t variables[] = {
	{ { "sipresp", 7 }, PVT_OTHER, get_pv, NULL,
	    parse_name, NULL, NULL, 0 },
	{ { NULL, 0 }, 0, NULL, NULL, NULL, NULL, NULL, 0 }
};

struct module_exports exports = {
	.name = "sipresp",
	.dlflags = DEFAULT_DLFLAGS,
	.cmds = functions,
	.pv_items = variables,
	.init_mod_f = init
};
