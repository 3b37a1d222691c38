/* Representatives for the scenarios of this module: the sample units have one only. */
#ifndef LX_PROPOSALS_SAMPLE_TEST_H
#define LX_PROPOSALS_SAMPLE_TEST_H

#include "kernel/app.h"
#include "kernel/rights.h"
#include "kernel/writer.h"
#include "kernel.sql.h"
#include "secret/id.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003" /* 1003 */
#define CADRE "13800000004" /* 1004 */
#define HANDLER "13800000005" /* 1005, of department 104 */
#define REP "13800000006" /* 1006 */
#define WORKER "13800000007" /* 1007: a representative here */
#define AUDITOR "13800000008" /* 1008: a representative here */
#define SYSTEM "13800000011"
#define OTHER_CHAIR "13800000021" /* 1012 */

static inline void sample_reps(struct app *app)
{
	struct db *d = writer_db(app->writer);
	db_begin(d);
	q_post_add(d, id_new(), 1007, 10, ROLE_REP, "职工代表", day_of(2023, 1, 1), 0, 0, clock_now());
	q_post_add(d, id_new(), 1008, 10, ROLE_REP, "职工代表", day_of(2023, 1, 1), 0, 0, clock_now());
	q_post_add(d, id_new(), 1012, 11, ROLE_REP, "职工代表", day_of(2023, 1, 1), 0, 0, clock_now());
	db_commit(d);
}

/* A session that calls now, and a proposal that is handed in and kept as {x}. */
#define SESSION(no, held, from, to)                                                                \
	{"a session", .as = CADRE, .post = "/proposal-sessions",                                   \
	 .form = "title=五届" no "次职工代表大会&kind=1&term_no=5&session_no=" no "&held_on=" held "&opens=" from "&closes=" to "&short_reason=样例", .want = 303, .keep = "s" no}, \
	{"which calls", .as = CADRE, .post = "/congress_session/{s" no "}/do/call", .want = 303}
#define HANDED_IN(x, what)                                                                         \
	{"a proposal: " what, .as = REP, .post = "/m/proposals", .form = "kind=2&title=" what "&content=" what "的案据。&measures=" what "的措施。", .want = 303, .keep = x}, \
	{"two are invited", .as = REP, .post = "/m/proposals/{" x "}/invite", .form = "person=1007&person=1008", .want = 303}, \
	{"one seconds", .as = WORKER, .post = "/m/proposals/{" x "}/second", .want = 303},         \
	{"and another", .as = AUDITOR, .post = "/m/proposals/{" x "}/second", .want = 303},        \
	{"handed in", .as = REP, .post = "/m/proposals/{" x "}/submit", .want = 303}
#define FILED(x)                                                                                   \
	{"filed", .as = CADRE, .post = "/proposals/{" x "}/sort", .form = "kind=2&level=1&reason=同意立案", .want = 303}, \
	{"sent", .as = CADRE, .post = "/proposals/{" x "}/dispatch", .form = "unit=104", .want = 303}, \
	{"signed for", .as = HANDLER, .post = "/proposals/{" x "}/accept", .want = 303}
#define REPLIED(x, class, more)                                                                    \
	{"talked", .as = HANDLER, .post = "/proposals/{" x "}/talk", .form = "reason=当面沟通", .want = 303}, \
	{"replied", .as = HANDLER, .post = "/proposals/{" x "}/reply", .form = "outcome=" class "&reply=答复如下。" more, .want = 303}, \
	{"signed", .as = CHAIR, .post = "/proposals/{" x "}/sign", .want = 303}
#define RATED(x)                                                                                   \
	{"the proposer rates", .as = REP, .post = "/m/proposals/{" x "}/rate", .form = "rating=1", .want = 303}, \
	{"a seconder rates", .as = WORKER, .post = "/m/proposals/{" x "}/rate", .form = "rating=1", .want = 303}, \
	{"the other rates", .as = AUDITOR, .post = "/m/proposals/{" x "}/rate", .form = "rating=2", .want = 303}

#endif
