/*
 * transaction.c - client transactions over UDP (RFC 3261, section 17.1)
 *
 * SPDX-License-Identifier: MIT
 *
 * What to do about a response is none of their business: it is handed on, but
 * for retransmissions, and the ACK of a failure of INVITE.
 */

#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "say.h"
#include "transaction.h"

static struct transport *open_transport;

static void
destroy(void *data)
{
	struct transaction *t = data;

	tmr_cancel(&t->retransmit);
	tmr_cancel(&t->timeout);
	list_unlink(&t->le);
	mem_deref(t->packet);
}

int
transaction_send(struct transport *transport, const struct sa *to,
    struct mbuf *packet)
{
	packet->pos = 0;
	return udp_send(transport->socket, to, packet);
}

/* Timers A and E: each time after twice as long, E up to T2. */
static void
retransmit(void *arg)
{
	struct transaction *t = arg;

	t->interval_ms *= 2;
	if (!t->is_invite && t->interval_ms > SIP_T2)
		t->interval_ms = SIP_T2;
	(void)transaction_send(t->transport, &t->to, t->packet);
	tmr_start(&t->retransmit, t->interval_ms, retransmit, t);
}

static void
stop(struct transaction *t)
{
	tmr_cancel(&t->retransmit);
	tmr_cancel(&t->timeout);
}

static void
fail(struct transaction *t, bool timed_out)
{
	stop(t);
	t->is_over = true;
	if (t->task != NULL)
		t->transport->on_failure(t, timed_out);
}

static void
time_out(void *arg)
{
	fail(arg, true);
}

void
transaction_branch(char branch[40])
{
	(void)re_snprintf(branch, 40, "z9hG4bK%016llx", rand_u64());
}

struct transaction *
transaction_start(struct transport *transport, void *task, const char *method,
    const char *branch, struct mbuf *packet, const struct sa *to,
    uint32_t timeout_ms)
{
	struct transaction *t = mem_zalloc(sizeof *t, destroy);
	int error;

	if (t == NULL) {
		mem_deref(packet);
		return NULL;
	}
	t->transport = transport;
	t->task = task;
	t->packet = packet;
	t->to = *to;
	t->interval_ms = SIP_T1;
	t->is_invite = strcmp(method, "INVITE") == 0;
	(void)re_snprintf(t->branch, sizeof t->branch, "%s", branch);
	(void)re_snprintf(t->method, sizeof t->method, "%s", method);
	list_append(&transport->transactions, &t->le, t);
	tmr_start(&t->retransmit, t->interval_ms, retransmit, t);
	tmr_start(&t->timeout, timeout_ms, time_out, t);
	error = transaction_send(transport, to, packet);
	if (error != 0 && error != ECONNREFUSED) {
		/* Not now: whoever starts it does not expect an answer yet. */
		tmr_cancel(&t->retransmit);
		tmr_start(&t->timeout, 1, time_out, t);
	}
	return t;
}

static struct transaction *
find(const struct transport *transport, const struct sip_msg *msg)
{
	struct le *le;

	LIST_FOREACH(&transport->transactions, le) {
		struct transaction *t = le->data;

		/* Section 17.1.3. */
		if (pl_strcmp(&msg->via.branch, t->branch) == 0 &&
		    pl_strcmp(&msg->cseq.met, t->method) == 0)
			return t;
	}
	return NULL;
}

/* Section 17.1.1.3: with the branch, Request-URI, Route, From, Call-ID and
 * number of the INVITE, and To of the response. */
static void
acknowledge(struct transaction *t, const struct sip_msg *response)
{
	struct sip_msg *invite = NULL;
	struct mbuf *mb = mbuf_alloc(1024), *copy = mbuf_alloc(t->packet->end);
	const struct sip_hdr *via = NULL, *route;
	struct le *le;
	int error;

	if (mb == NULL || copy == NULL)
		goto out;
	error = mbuf_write_mem(copy, t->packet->buf, t->packet->end);
	copy->pos = 0;
	if (error != 0 || sip_msg_decode(&invite, copy) != 0)
		goto out;
	via = sip_msg_hdr(invite, SIP_HDR_VIA);
	error = mbuf_printf(mb, "ACK %r SIP/2.0\r\nVia: %r\r\n"
	    "Max-Forwards: 70\r\n", &invite->ruri, &via->val);
	LIST_FOREACH(&invite->hdrl, le) {
		route = le->data;
		if (route->id == SIP_HDR_ROUTE)
			error |= mbuf_printf(mb, "Route: %r\r\n", &route->val);
	}
	error |= mbuf_printf(mb, "From: %r\r\nTo: %r\r\nCall-ID: %r\r\n"
	    "CSeq: %u ACK\r\nContent-Length: 0\r\n\r\n", &invite->from.val,
	    &response->to.val, &invite->callid, invite->cseq.num);
	if (error == 0)
		(void)transaction_send(t->transport, &t->to, mb);
out:
	mem_deref(invite);
	mem_deref(copy);
	mem_deref(mb);
}

/* What only one of the two parsers can read, or reads as another code, must not
 * end a transaction (section 18.1.2). */
static void
take_response(struct transport *transport, const struct sip_msg *msg)
{
	struct transaction *t = find(transport, msg);
	struct sipresp_response r;
	int error;

	if (t == NULL)
		return;
	error = sipresp_parse(&r, (const char *)msg->mb->buf, msg->mb->end);
	if (error != 0) {
		say("dropped: %s", sipresp_strerror(error));
		return;
	}
	if (t->is_invite && r.code >= 300)
		acknowledge(t, msg);
	if (t->is_over && (!t->is_invite || r.code >= 300))
		return;
	if (r.code >= 200) {
		stop(t);
		t->is_over = true;
	} else {
		t->provisional_seen = true;
		if (t->is_invite)
			stop(t);
	}
	if (t->task != NULL)
		transport->on_response(t, msg, &r);
}

/* What cannot be read is no message: it is dropped. */
static void
receive(const struct sa *from, struct mbuf *mb, void *arg)
{
	struct transport *transport = arg;
	struct sip_msg *msg;

	if (sip_msg_decode(&msg, mb) != 0)
		return;
	msg->src = *from;
	if (msg->req)
		transport->on_request(msg);
	else
		take_response(transport, msg);
	mem_deref(msg);
}

/* ICMP says that nobody listens there. */
static void
receive_error(int error, void *arg)
{
	struct transport *transport = arg;
	char control[512];
	struct sockaddr_storage name;
	struct msghdr header = {
		.msg_name = &name, .msg_namelen = sizeof name,
		.msg_control = control, .msg_controllen = sizeof control
	};
	struct sa to;
	struct le *le;

	(void)error;
	if (recvmsg(udp_sock_fd(transport->socket, AF_INET), &header,
	    MSG_ERRQUEUE | MSG_DONTWAIT) < 0 ||
	    sa_set_sa(&to, (const struct sockaddr *)&name) != 0)
		return;
	LIST_FOREACH(&transport->transactions, le) {
		struct transaction *t = le->data;

		if (!t->is_over && sa_cmp(&t->to, &to, SA_ALL)) {
			fail(t, false);
			break;
		}
	}
}

static void
on_datagram(const struct sa *from, struct mbuf *mb, void *arg)
{
	(void)arg;
	receive(from, mb, open_transport);
}

static void
on_error(int error, void *arg)
{
	(void)arg;
	receive_error(error, open_transport);
}

int
transport_open(struct transport *transport, const struct sa *to,
    struct sa *out_local)
{
	struct sa any, local;
	struct udp_sock *probe = NULL;
	const int on = 1;
	int error;

	/* The address that the kernel would send from. */
	(void)sa_set_str(&any, "0.0.0.0", 0);
	error = udp_listen(&probe, &any, NULL, NULL);
	if (error == 0)
		error = udp_connect(probe, to);
	if (error == 0)
		error = udp_local_get(probe, out_local);
	mem_deref(probe);
	if (error != 0)
		return error;
	sa_set_port(out_local, 0);
	error = udp_listen(&transport->socket, out_local, on_datagram, NULL);
	if (error == 0)
		error = udp_local_get(transport->socket, &local);
	if (error == 0)
		error = udp_setsockopt(transport->socket, IPPROTO_IP, IP_RECVERR,
		    &on, sizeof on);
	if (error != 0)
		return error;
	sa_set_port(out_local, sa_port(&local));
	udp_error_handler_set(transport->socket, on_error);
	open_transport = transport;
	return 0;
}

void
transport_close(struct transport *transport)
{
	list_flush(&transport->transactions);
	transport->socket = mem_deref(transport->socket);
	open_transport = NULL;
}
