/* What became of deliveries, in words. */
#include <string.h>

#include "kernel/outbox.h"
#include "outbox.sql.h"

static const char *channel_label(int channel)
{
	return channel == OUTBOX_MAIL ? "邮件" : "群通知";
}

static const char *state_label(int state, int64_t tries)
{
	if (state == DELIVERY_SENT)
		return "已送达";
	if (state == DELIVERY_FAILED)
		return "未送达";
	return tries ? "重试中" : "待投递";
}

const struct outbox_state *outbox_states(struct req *r, int64_t message, size_t *n)
{
	struct delivery_of *d = q_delivery_of(r->db, r->arena, message, n);
	struct outbox_state *out = NEW_N(r->arena, struct outbox_state, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct outbox_state){channel_label(d[i].channel), state_label(d[i].outcome, d[i].tries)};
	return out;
}

/* "z***@example.com": enough to recognise, not to use. */
static const char *mask_address(struct arena *a, int channel, const char *address)
{
	const char *at = strchr(address, '@');
	if (channel != OUTBOX_MAIL || !at)
		return "配置的群";
	return arena_printf(a, "%.1s***%s", address, at);
}

const struct outbox_row *outbox_failed(struct req *r, int64_t most, size_t *n)
{
	struct delivery_bad *d = q_delivery_bad(r->db, r->arena, most, n);
	struct outbox_row *out = NEW_N(r->arena, struct outbox_row, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct outbox_row){
			channel_label(d[i].channel), mask_address(r->arena, d[i].channel, d[i].address),
			state_label(d[i].outcome, d[i].tries),
			d[i].outcome == DELIVERY_WAITING ? instant_cn(r->arena, d[i].next_at) : "不再重试", d[i].error, d[i].tries};
	return out;
}

const struct outbox_count *outbox_counts(struct req *r, size_t *n)
{
	static const int states[] = {DELIVERY_WAITING, DELIVERY_SENT, DELIVERY_FAILED};
	static const char *const labels[] = {"待投递", "已送达", "未送达"};
	struct outbox_count *out = NEW_N(r->arena, struct outbox_count, 3);
	for (size_t i = 0; i < 3; i++)
		out[i] = (struct outbox_count){labels[i], q_delivery_count(r->db, states[i])};
	*n = 3;
	return out;
}
