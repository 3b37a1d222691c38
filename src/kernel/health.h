/*
 * What machines ask: /healthz (the process answers), /readyz (it can do its work:
 * 200, else 503 with the reason; also while stopping, when the HTTP server itself
 * refuses), /metrics (figures for Prometheus; from this machine, or with the token).
 */
#ifndef LX_HEALTH_H
#define LX_HEALTH_H

#include "kernel/app.h"
#include "http/http.h"

bool health_is(const struct exchange *x); /* one of these is asked for */
/* Answers x, reading through d; health_is(x). */
void health_answer(struct app *app, struct exchange *x, struct db *d);

#endif
