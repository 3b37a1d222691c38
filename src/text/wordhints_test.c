#include "base/test.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "text/wordhints.h"

static int start(void **state)
{
	*state = arena_new(1 << 24);
	return 0;
}

static int stop(void **state)
{
	arena_free(*state);
	return 0;
}

static const char *cut(void **state, struct str text, struct text_span span)
{
	return str_dup(*state, span_text(text, span));
}

static void sentences_keep_their_marks(void **state)
{
	struct str t =
		STR("办好读书会。开展“安全第一。预防为主！”演讲；做好总结？！\n  尾句没有句号");
	struct text_spans s = text_sentences(*state, t);
	assert_int_equal(s.count, 4);
	assert_string_equal(cut(state, t, s.span[0]), "办好读书会。");
	assert_string_equal(cut(state, t, s.span[1]), "开展“安全第一。预防为主！”演讲；");
	assert_string_equal(cut(state, t, s.span[2]), "做好总结？！");
	assert_string_equal(cut(state, t, s.span[3]), "尾句没有句号");
	assert_int_equal(text_sentences(*state, STR(" \n　")).count, 0);
	assert_int_equal(text_sentences(*state, STR("")).count, 0);
	/* A quotation that never ends hides nothing. */
	assert_int_equal(text_sentences(*state, STR("他说“好。再来。")).count, 2);
}

static void quoted_names_are_found(void **state)
{
	struct str t = STR("办好“书香班组”“工间操”活动，学习《职工守则》，举办\"巧手\"赛");
	struct text_spans s = text_quoted(*state, t);
	assert_int_equal(s.count, 3);
	assert_string_equal(cut(state, t, s.span[0]), "书香班组");
	assert_string_equal(cut(state, t, s.span[1]), "工间操");
	assert_string_equal(cut(state, t, s.span[2]), "巧手");
}

struct want {
	const char *title, *measure;
	int from, to, target;
};

static void assert_tasks(void **state, const char *text, const struct want *want, size_t n)
{
	struct str t = str_of(text);
	struct task_hints h = text_tasks(*state, t);
	size_t last = 0;
	for (size_t i = 0; i < h.count && i < n; i++) {
		assert_string_equal(h.hint[i].title, want[i].title);
		assert_string_equal(h.hint[i].measure, want[i].measure);
		assert_int_equal(h.hint[i].from_month, want[i].from);
		assert_int_equal(h.hint[i].to_month, want[i].to);
		assert_int_equal(h.hint[i].target, want[i].target);
		assert_non_null(measure_hint_of(h.hint[i].measure));
		assert_true(h.hint[i].span.at >= last);
		assert_true(h.hint[i].span.at + h.hint[i].span.n <= t.n);
		assert_true(utf8_valid(span_text(t, h.hint[i].span)));
		last = h.hint[i].span.at;
	}
	if (h.count != n)
		fail_msg("%zu tasks in %s", h.count, text);
}

static void deliverables_become_tasks(void **state)
{
	static const struct {
		const char *text;
		struct want want;
	} rows[] = {
		{"年内举办第三届职工棋类比赛。",
		 {"举办第三届职工棋类比赛", "contest.held", 0, 0, 0}},
		{"扎实开展消防应急演练。", {"开展消防应急演练", "activity.held", 0, 0, 0}},
		{"认真组织班组长培训班、参观学习等多种形式。",
		 {"组织班组长培训班", "training.held", 0, 0, 0}},
		{"修订车间工会经费使用办法，",
		 {"修订车间工会经费使用办法", "rule.issued", 0, 0, 0}},
		{"召开工会小组长会议，每季度一次", {"召开工会小组长会议", "meeting.held", 0, 0, 4}},
		{"召开工会小组长会议。每季度一次", {"召开工会小组长会议", "meeting.held", 0, 0, 0}},
		{"4月底前，召开第3次工会小组长会议",
		 {"召开第3次工会小组长会议", "meeting.held", 4, 4, 0}},
		{"全年每季度召开工会小组长会议", {"召开工会小组长会议", "meeting.held", 0, 0, 4}},
		{"9月底前评选金牌讲师20名。", {"评选金牌讲师20名", "award.granted", 9, 9, 20}},
		{"３月至５月组织技能大赛", {"组织技能大赛", "contest.held", 3, 5, 0}},
		{"组织3—5月的点检技能大赛", {"组织3—5月的点检技能大赛", "contest.held", 3, 5, 0}},
		{"下半年开展食堂满意度测评", {"开展食堂满意度测评", "appraisal.done", 7, 12, 0}},
		{"做好到期车间工会换届工作",
		 {"做好到期车间工会换届工作", "election.done", 0, 0, 0}},
		{"走访一线职工100人次以上", {"走访一线职工100人次以上", "visit.people", 0, 0, 100}},
		{"建立劳动争议台账", {"建立劳动争议台账", "document.issued", 0, 0, 0}},
		{"开展“巧手匠心”焊工技能竞赛",
		 {"开展“巧手匠心”焊工技能竞赛", "contest.held", 0, 0, 0}},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_tasks(state, rows[i].text, &rows[i].want, 1);
}

static void each_quoted_name_is_a_task(void **state)
{
	static const struct want three[] = {
		{"开展“书香班组”活动", "activity.held", 0, 0, 0},
		{"开展“家风”主题演讲比赛", "contest.held", 0, 0, 0},
		{"开展“送温暖”活动", "activity.held", 12, 2, 0},
	};
	assert_tasks(state, "广泛开展“书香班组”、“家风”主题演讲比赛、“送温暖”等活动。", three, 3);
}

static void known_work_has_its_season(void **state)
{
	static const struct want brands[] = {
		{"开展“春送岗位”就业服务", "job.offered", 1, 4, 0},
		{"开展“夏送清凉”慰问", "visit.people", 6, 9, 0},
		{"开展“金秋助学”资助", "aid.people", 6, 9, 0},
		{"开展“冬送温暖”慰问", "visit.people", 12, 2, 0},
	};
	assert_tasks(state, "叫响“春送岗位”“夏送清凉”“金秋助学”“冬送温暖”服务品牌。", brands, 4);
	static const struct want cup = {"开展“安康杯”竞赛", "contest.held", 4, 11, 0};
	assert_tasks(state, "深化“安康杯”内涵", &cup, 1);
	static const struct want congress = {"召开职工代表大会", "meeting.held", 2, 2, 0};
	assert_tasks(state, "2月召开职工代表大会", &congress, 1);
	struct task_hints h = text_tasks(*state, STR("2月召开职工代表大会"));
	assert_true(h.hint[0].stated);
	assert_non_null(h.hint[0].note);
	assert_string_equal(season_of(STR("今年的五一劳动奖章推荐"))->title, "推荐评选五一劳动奖");
	assert_string_equal(season_of(STR("职工读书月"))->phrase, "读书月");
	assert_string_equal(season_of(STR("冬送温暖"))->phrase, "冬送温暖");
	assert_null(season_of(STR("食堂")));
}

static void wishes_and_means_are_no_tasks(void **state)
{
	static const char *const rows[] = {
		"加强班组建设，提升职工素质。",
		"推动各项工作走深走实。",
		"以评选为契机，",
		"要注重评选的质量。",
		"通过发放书籍等形式，",
		"完善帮扶救助机制，",
		"",
		"12345",
		"召开",
		"举办。",
		"组织职工学习",
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_tasks(state, rows[i], NULL, 0);
}

static void the_same_task_comes_once(void **state)
{
	static const struct want one = {"举办摄影展示", "activity.held", 0, 0, 0};
	assert_tasks(state, "举办摄影展示。举办摄影展示。", &one, 1);
}

static void long_titles_are_cut(void **state)
{
	struct buf b = buf_in(*state);
	buf_puts(&b, "举办");
	for (int i = 0; i < 60; i++)
		buf_puts(&b, "长");
	struct task_hints h = text_tasks(*state, buf_slice(&b));
	assert_int_equal(h.count, 1);
	assert_int_equal(utf8_count(h.hint[0].title), 40);
}

static void vague_words_are_marked_where_nothing_is_promised(void **state)
{
	struct str t =
		STR("进一步加强宣传，广泛开展知识竞赛，持续推动“加强版”培训工作，关注职工。");
	struct vague_hints v = text_vague(*state, t);
	assert_int_equal(v.count, 2);
	assert_string_equal(cut(state, t, v.hint[0].span), "进一步");
	assert_string_equal(cut(state, t, v.hint[1].span), "持续");
	assert_non_null(strstr(v.hint[0].ask, "写明"));
	/* Inside a name in quotes no word is vague. */
	assert_int_equal(text_vague(*state, STR("看“推动者”展板")).count, 0);
}

static void measures_have_names(void **state)
{
	for (size_t i = 0; i < measure_hint_count; i++) {
		assert_true(utf8_count(measure_hints[i].name) > 2);
		assert_ptr_equal(measure_hint_of(measure_hints[i].key), &measure_hints[i]);
	}
	assert_null(measure_hint_of("none"));
	assert_string_equal(measure_hint_of("contract.signed")->unit, "份");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences_keep_their_marks),
		cmocka_unit_test(quoted_names_are_found),
		cmocka_unit_test(deliverables_become_tasks),
		cmocka_unit_test(each_quoted_name_is_a_task),
		cmocka_unit_test(known_work_has_its_season),
		cmocka_unit_test(wishes_and_means_are_no_tasks),
		cmocka_unit_test(the_same_task_comes_once),
		cmocka_unit_test(long_titles_are_cut),
		cmocka_unit_test(vague_words_are_marked_where_nothing_is_promised),
		cmocka_unit_test(measures_have_names),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
