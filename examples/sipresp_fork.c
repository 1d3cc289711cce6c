/*
 * sipresp_fork.c - the command that shows what a forking proxy does
 *
 * SPDX-License-Identifier: MIT
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sipresp_advice.h"
#include "sipresp_buffer.h"
#include "sipresp_fork.h"
#include "sipresp_input.h"
#include "sipresp_json.h"
#include "sipresp_page.h"
#include "sipresp_words.h"

/* One FILE: what one branch answered, in order. */
struct answers {
	struct input		 in;
	struct sipresp_response	*responses;
	size_t			 count, room, taken;
};

/* One response, and what became of it. */
struct event {
	size_t			 branch;
	int			 status;
	struct sipresp_fork_step step;
};

struct run {
	const struct command_line	*line;
	struct answers			*files;
	size_t				 file_count;
	struct sipresp_str		 method, request_uri;
	const char			*order;
	bool				 recurse;
	struct sipresp_fork		 fork;
	struct sipresp_targets		 targets;
	struct event			*events;
	size_t				 event_count;
	struct sipresp_best_response	 best;
	bool				 is_unreadable;
};

/* ---- reading ----------------------------------------------------------- */

/* A response that does not say to what, where nothing else does either. */
static bool
lacks_method(const struct run *run, const struct sipresp_response *r)
{
	return r->method.len == 0 && run->method.len == 0;
}

static void
add_answer(struct answers *a, const struct sipresp_response *r)
{
	if (a->count == a->room) {
		a->room = a->room * 2 + 1;
		a->responses = allocate_more(a->responses, a->room, sizeof *r);
	}
	a->responses[a->count++] = *r;
}

static bool
read_answers(struct run *run, size_t i)
{
	struct answers *a = &run->files[i];
	struct sipresp_response r;
	enum input_result result;

	if (!input_open(&a->in, run->line->operands[i]))
		return false;
	while ((result = input_next(&a->in, &r)) != INPUT_END) {
		if (result == INPUT_UNREADABLE) {
			run->is_unreadable = true;
		} else if (lacks_method(run, &r)) {
			input_complain(&a->in,
			    error_words(SIPRESP_ENOMETHOD));
			run->is_unreadable = true;
		} else {
			add_answer(a, &r);
		}
	}
	return true;
}

/* The request's method: that of the first answer which is not to a CANCEL. */
static struct sipresp_str
method_of(const struct run *run)
{
	if (run->method.len > 0)
		return run->method;
	for (size_t i = 0; i < run->file_count; i++)
		for (size_t k = 0; k < run->files[i].count; k++) {
			const struct sipresp_str m =
			    run->files[i].responses[k].method;

			if (m.len > 0 &&
			    sipresp_method_of(m) != SIPRESP_METHOD_CANCEL)
				return m;
		}
	return (struct sipresp_str){ "INVITE", 6 };
}

static int
read_order_by(struct run *run, const char *name)
{
	run->fork.order = SIPRESP_FORK_STRICT;
	if (strcmp(name, "strict") == 0)
		return 0;
	run->fork.order = SIPRESP_FORK_REPAIRABLE;
	if (strcmp(name, "repairable") == 0)
		return 0;
	return usage_error(SAY_ORDER_BY, name);
}

static int
read_option(struct run *run, const struct given_option *given)
{
	struct sipresp_response r;
	const struct sipresp_str value = { given->value,
	    given->value != NULL ? strlen(given->value) : 0 };

	switch (given->option) {
	case OPTION_METHOD:
		run->method = value;
		if (value.len == 0 ||
		    sipresp_response_init(&r, 200, value) != 0)
			return usage_error(SAY_METHOD, given->value);
		break;
	case OPTION_REQUEST_URI:
		run->request_uri = value;
		break;
	case OPTION_RECURSE:
		run->recurse = true;
		break;
	case OPTION_ORDER:
		run->order = given->value;
		break;
	case OPTION_CANCELLED:
		run->fork.cancelled = true;
		break;
	case OPTION_SUPPORTED_199:
		run->fork.supported_199 = true;
		break;
	case OPTION_REQUIRED_100REL:
		run->fork.required_100rel = true;
		break;
	case OPTION_ORDER_BY:
		return read_order_by(run, given->value);
	default:
		break;
	}
	return 0;
}

/* ---- the run of the context -------------------------------------------- */

/* A URI that is equal to no Contact, where the Request-URI is not known. */
static struct sipresp_str
request_uri_of(const struct run *run)
{
	static const struct sipresp_str unknown = { "about:unknown", 13 };

	return run->request_uri.len > 0 ? run->request_uri : unknown;
}

/* The options were read into the context; what they say is kept. */
static void
begin_context(struct run *run)
{
	static char store[1 << 20];
	const struct sipresp_fork options = run->fork;
	const size_t size = run->file_count + SIPRESP_MAX_TARGETS;
	struct sipresp_fork_branch *branches;
	size_t branch;

	branches = allocate(size, sizeof *branches);
	(void)sipresp_fork_init(&run->fork, branches, size, method_of(run),
	    request_uri_of(run));
	run->fork.order = options.order;
	run->fork.cancelled = options.cancelled;
	run->fork.supported_199 = options.supported_199;
	run->fork.required_100rel = options.required_100rel;
	if (run->recurse && sipresp_targets_init(&run->targets, store,
	    sizeof store, request_uri_of(run)) == 0)
		run->fork.targets = &run->targets;
	for (size_t i = 0; i < run->file_count; i++)
		(void)sipresp_fork_add(&run->fork, request_uri_of(run),
		    &branch);
}

/* New branches, which nobody has an answer from. */
static void
add_branches(struct run *run)
{
	struct sipresp_target target;
	size_t branch;

	while (sipresp_targets_next(&run->targets, &target))
		if (sipresp_fork_add(&run->fork, target.uri, &branch) != 0)
			break;
}

/* The best goes upstream as soon as all branches have their final response;
 * what comes after it is late. */
static int
take(struct run *run, size_t branch)
{
	struct answers *a = &run->files[branch];
	struct sipresp_response *r = &a->responses[a->taken++];
	struct event *e = &run->events[run->event_count++];

	if (r->method.len == 0)
		r->method = run->method;
	e->branch = branch;
	e->status = r->code;
	if (sipresp_fork_response(&run->fork, branch, r, &e->step) != 0) {
		complain(a->in.name, error_words(SIPRESP_ETOOMANY));
		run->event_count--;
		run->is_unreadable = true;
		return 0;
	}
	if (e->step.step == SIPRESP_FORK_RECURSE && !e->step.as_sip)
		add_branches(run);
	if (sipresp_fork_pending(&run->fork) == 0)
		(void)sipresp_fork_best(&run->fork, &run->best);
	return 0;
}

/* "0,1,0": the branch of each next response. */
static int
take_in_order(struct run *run)
{
	const char *p = run->order;

	while (*p != '\0') {
		size_t branch = 0, digits = 0;

		for (; *p >= '0' && *p <= '9' && digits < 9; p++, digits++)
			branch = branch * 10 + (size_t)(*p - '0');
		if (digits == 0 || (*p != '\0' && *p != ',') ||
		    (*p == ',' && p[1] == '\0'))
			return usage_error(SAY_ORDER_NUMBERS, run->order);
		if (branch >= run->file_count)
			return usage_error(SAY_ORDER_NO_BRANCH, branch,
			    run->file_count);
		if (run->files[branch].taken == run->files[branch].count)
			return usage_error(SAY_ORDER_TOO_OFTEN, branch,
			    run->files[branch].count);
		take(run, branch);
		p += *p == ',';
	}
	return 0;
}

static int
run_context(struct run *run)
{
	size_t total = 0;
	int error = 0;

	for (size_t i = 0; i < run->file_count; i++)
		total += run->files[i].count;
	run->events = allocate(total + 1, sizeof *run->events);
	begin_context(run);
	if (run->order != NULL)
		error = take_in_order(run);
	for (size_t i = 0; i < run->file_count && error == 0; i++)
		while (run->files[i].taken < run->files[i].count)
			take(run, i);
	(void)sipresp_fork_best(&run->fork, &run->best);
	return error;
}

/* ---- printing ---------------------------------------------------------- */

static void
json_merges(const struct run *run, const char *key, bool merges)
{
	json_key(key);
	json_open('[');
	for (size_t i = 0; merges && i < run->file_count; i++)
		if (sipresp_fork_merges(&run->fork, &run->best, i))
			json_number(i);
	json_close(']');
}

static void
json_event(const struct event *e)
{
	json_open('{');
	json_key("branch");
	json_number(e->branch);
	json_key("status");
	json_number((uint64_t)e->status);
	json_key("step");
	json_name(sipresp_fork_step_name(e->step.step));
	json_key("cancel_others");
	json_bool(e->step.cancel_others);
	json_key("generate_199");
	json_bool(e->step.generate_199);
	json_close('}');
}

static void
json_run(const struct run *run)
{
	json_open('{');
	json_key("forward");
	if (run->best.status != 0)
		json_number((uint64_t)run->best.status);
	else
		json_absent();
	json_key("branch");
	if (run->best.branch >= 0)
		json_number((uint64_t)run->best.branch);
	else
		json_absent();
	json_merges(run, "merge_challenges", run->best.merge_challenges);
	json_merges(run, "merge_contacts", run->best.merge_contacts);
	json_key("steps");
	json_open('[');
	for (size_t i = 0; i < run->event_count; i++)
		json_event(&run->events[i]);
	json_close(']');
	json_close('}');
	json_end();
}

static const char *
phrase_of(int code)
{
	const char *phrase = sipresp_phrase(code);

	return phrase != NULL ? phrase : "";
}

static const char *
step_words(const struct sipresp_fork_step *step)
{
	switch (step->step) {
	case SIPRESP_FORK_FORWARD:
		return SAY_FORWARD;
	case SIPRESP_FORK_HOLD:
		return SAY_HOLD;
	case SIPRESP_FORK_RECURSE:
		return step->as_sip ? SAY_TRY_SIP : SAY_GO_TO_CONTACTS;
	case SIPRESP_FORK_ABSORB:
		return SAY_ABSORB;
	}
	return "";
}

/* "It is the best of the lowest class. (RFC 3261 section 16.7)" */
static void
put_reason(struct buffer *b, const char *why, const char *reference)
{
	buffer_format(b, "%s (", sipresp_translate(why, spoken()));
	put_reference(b, reference);
	buffer_text(b, ")");
}

/* Was the reason given for an earlier response? */
static bool
is_told(const struct run *run, const struct event *e)
{
	const struct event *earlier = run->events;

	while (earlier < e && strcmp(earlier->step.why, e->step.why) != 0)
		earlier++;
	return earlier < e;
}

static void
print_event(const struct run *run, const struct event *e,
    const struct terminal *t)
{
	struct buffer b = { .p = NULL };

	buffer_format(&b, "%zu ", e->branch);
	buffer_printable(&b, run->files[e->branch].in.name,
	    strlen(run->files[e->branch].in.name));
	printf("  ");
	print_styled(t, STYLE_DIM, b.p);
	buffer_clear(&b);
	buffer_format(&b, "  %d %s", e->status, phrase_of(e->status));
	print_styled(t, class_style(e->status), b.p);
	putchar('\n');
	buffer_clear(&b);
	buffer_text(&b, step_words(&e->step));
	if (e->step.cancel_others)
		buffer_text(&b, SAY_CANCEL_OTHERS);
	if (e->step.cancel_this)
		buffer_text(&b, SAY_CANCEL_THIS);
	if (e->step.generate_199)
		buffer_text(&b, SAY_SEND_199);
	if (b.p[0] >= 'a' && b.p[0] <= 'z')
		b.p[0] = (char)(b.p[0] - 'a' + 'A');
	print_item(t, 6, 6, "", STYLE_PLAIN, b.p);
	buffer_clear(&b);
	if (!is_told(run, e)) {
		put_reason(&b, e->step.why, e->step.reference);
		print_item(t, 6, 6, "", STYLE_DIM, b.p);
	}
	buffer_free(&b);
}

static void
put_merges(const struct run *run, struct buffer *b)
{
	const char *before = run->best.merge_contacts ?
	    SAY_ADD_CONTACTS : SAY_ADD_CHALLENGES;

	for (size_t i = 0; i < run->file_count; i++)
		if (sipresp_fork_merges(&run->fork, &run->best, i)) {
			buffer_format(b, "%s%zu", before, i);
			before = ", ";
		}
	if (strcmp(before, ", ") == 0)
		buffer_text(b, ".");
}

static void
print_run(const struct run *run, const struct terminal *t)
{
	const struct sipresp_best_response *best = &run->best;
	struct buffer b = { .p = NULL };

	for (size_t i = 0; i < run->event_count; i++)
		print_event(run, &run->events[i], t);
	if (run->event_count > 0)
		putchar('\n');
	print_styled(t, STYLE_BOLD, SAY_UPSTREAM);
	buffer_clear(&b);
	if (best->status == 0)
		buffer_text(&b, SAY_NOTHING);
	else
		buffer_format(&b, "%d %s", best->status,
		    phrase_of(best->status));
	printf("  ");
	print_styled(t, best->status == 0 ? STYLE_PLAIN :
	    class_style(best->status), b.p);
	buffer_clear(&b);
	if (best->branch >= 0)
		buffer_format(&b, SAY_FROM_BRANCH, best->branch);
	else if (best->status != 0)
		buffer_text(&b, SAY_MADE_BY_PROXY);
	put_merges(run, &b);
	puts(b.p);
	buffer_clear(&b);
	put_reason(&b, best->why, best->reference);
	print_item(t, 10, 10, "", STYLE_DIM, b.p);
	buffer_free(&b);
}

static void
close_run(struct run *run, size_t opened)
{
	for (size_t i = 0; i < opened; i++) {
		input_close(&run->files[i].in);
		free(run->files[i].responses);
	}
	free(run->files);
	free(run->events);
	free(run->fork.branches);
}

int
run_fork(const struct command_line *line, const struct terminal *t)
{
	struct run run = { .line = line };
	size_t opened = 0;
	int error = 0;

	for (size_t i = 0; i < line->option_count && error == 0; i++)
		error = read_option(&run, &line->options[i]);
	if (error == 0 && line->operand_count == 0)
		error = usage_error(SAY_FORK_FILES);
	if (error != 0)
		return error;
	run.file_count = line->operand_count;
	run.files = allocate(run.file_count, sizeof *run.files);
	while (opened < run.file_count && read_answers(&run, opened))
		opened++;
	if (opened < run.file_count) {
		close_run(&run, opened);
		return EXIT_UNREADABLE;
	}
	error = run_context(&run);
	if (error == 0 && line->json)
		json_run(&run);
	else if (error == 0)
		print_run(&run, t);
	if (error == 0 && run.is_unreadable)
		error = EXIT_UNREADABLE;
	close_run(&run, opened);
	return error;
}
