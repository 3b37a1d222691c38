/* The moves that the way of an appeal from the phone to its end leaves out, and what a refused form keeps. */
#define _XOPEN_SOURCE 700
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/app.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define REP "13800000006"
#define WORKER "13800000007"
#define ASK(text) .as = WORKER, .post = "/m/ask", .form = "mode=1&kind=3&content=" text, .want = 303

/* ---- a photo that tells where it was taken ---- */

#define GPS_EXIF "Exif\0\0II*\0\x08\0\0\0\1\0\x25\x88\4\0\1\0\0\0\x1A\0\0\0\0\0\0\0\1\0\1\0\2\0\2\0\0\0N\0\0\0\0\0\0\0LAT 31.2304 LON 120.8940"
static const char photo[] = "\xFF\xD8\xFF\xE0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0"
	"\xFF\xE1\x00\x4c" GPS_EXIF "\xFF\xFE\x00\x0F" "by SampleZhao" "\xFF\xC0\x00\x0B\x08\x01\xE0\x02\x80\x01\x01\x11\x00"
	"\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00" "ab\xFF\x00" "c\xFF\xD0" "d\xFF\xD9";
_Static_assert(sizeof(GPS_EXIF) - 1 == 0x4c - 2, "the length in the segment's head");

static const char *take_photo(struct app *app)
{
	FILE *f = fopen(scenario_download(), "wb");
	(void)app;
	bool good = f && fwrite(photo, 1, sizeof(photo) - 1, f) == sizeof(photo) - 1;
	return (f && fclose(f) != 0) || !good ? "the photo was not written" : NULL;
}

static int pictures, telling;

static int look(const char *path, const struct stat *s, int type, struct FTW *at)
{
	static char bytes[65536];
	(void)s;
	(void)at;
	/* what this test itself sends; the server unlinks an upload when it has answered */
	bool ours = strcmp(path, scenario_download()) == 0 || strstr(path, "/tmp/upload-") != NULL;
	FILE *f = type == FTW_F && !ours ? fopen(path, "rb") : NULL;
	if (!f)
		return 0;
	size_t n = fread(bytes, 1, sizeof(bytes), f);
	fclose(f);
	if (n > 2 && memcmp(bytes, "\xFF\xD8", 2) == 0) {
		pictures++;
		telling += memmem(bytes, n, "31.2304", 7) || memmem(bytes, n, "Sample", 6) || memmem(bytes, n, "\x25\x88\4", 3);
	}
	return 0;
}

/* Every picture kept anywhere in the data folder. */
static const char *no_place_in_photos(struct app *app)
{
	nftw(app->data, look, 16, FTW_PHYS);
	return pictures < 1 ? "no picture was kept" : telling ? "a picture tells where it was taken or by whom" : NULL;
}

static const struct step steps[] = {
	/* refused at the table */
	{"one is raised", ASK("食堂的窗户关不上，冷风直吹。"), .keep = "a"},
	{"not taken without a reason", .as = CADRE, .post = "/appeals/{a}/refuse", .want = 422, .sees = "请填写理由"},
	{"nor by the one who raised it", .as = WORKER, .post = "/appeals/{a}/refuse", .form = "reason=算了", .want = 403},
	{"refused in writing", .as = CADRE, .post = "/appeals/{a}/refuse", .form = "reason=请向物业公司报修", .want = 303},
	{"he is told why", .sql = "select count(*) from message where person = 1007 and body = '请向物业公司报修'", .is = "1"},
	{"its page says so", .as = WORKER, .get = "/m/appeals/{a}", .want = 200, .sees = "不予受理"},
	{"what is refused is not sorted any more; what was typed is kept", .as = CADRE, .post = "/appeals/{a}/merge", .form = "same=SQ-2024-0009&reason=与前一件重复的理由", .want = 409, .sees = "与前一件重复的理由"},
	/* taken back */
	{"another", ASK("更衣室的柜子坏了三个，没有地方放衣服。"), .keep = "b"},
	{"nobody else takes it back", .as = CADRE, .post = "/appeals/{b}/withdraw", .form = "reason=不办了", .want = 403},
	{"he does, with a reason", .as = WORKER, .post = "/m/appeals/{b}/withdraw", .form = "_back=/m/appeals/{b}", .want = 422, .sees = "请填写理由"},
	{"withdrawn", .as = WORKER, .post = "/m/appeals/{b}/withdraw", .form = "reason=已经修好&_back=/m/appeals/{b}", .want = 303},
	{"it counts as received no more", .settle = 1, .sql = "select sum(n) from counter where measure = 'appeal.filed' and unit = 10 and grain = 2", .is = "1"},
	/* sent wrongly */
	{"a third", ASK("班车七点半的一趟坐不下，每天有人站着。"), .keep = "c"},
	{"sorted", .as = CADRE, .post = "/appeals/{c}/sort", .form = "kind=3&level=2", .want = 303},
	{"a wrong unit keeps what was chosen beside it", .as = CADRE, .post = "/appeals/{c}/dispatch", .form = "unit=11&co=102", .want = 422, .sees = "<option value=\"102\" selected>"},
	{"sent to a department, the union's own office signs with it", .as = CADRE, .post = "/appeals/{c}/dispatch", .form = "unit=104&co=10", .want = 303},
	{"returned without a reason", .as = HANDLER, .post = "/appeals/{c}/bounce", .want = 422, .sees = "请填写理由"},
	{"returned to the table", .as = HANDLER, .post = "/appeals/{c}/bounce", .form = "reason=车辆归办公室", .want = 303},
	{"nobody has it", .sql = "select state || ',' || lead from appeal where kind = 3 and level = 2", .is = "3,0"},
	{"the union is told", .sql = "select count(*) from message where person = 1004 and title like '%被退回'", .is = "1"},
	{"the department reads it no more", .as = HANDLER, .get = "/appeals/{c}", .want = 403},
	{"sent there again", .as = CADRE, .post = "/appeals/{c}/dispatch", .form = "unit=104", .want = 303},
	{"signed for", .as = HANDLER, .post = "/appeals/{c}/accept", .want = 303},
	{"given to another while handled: to none", .as = CADRE, .post = "/appeals/{c}/transfer", .form = "unit=&reason=改由检修办", .want = 422, .sees = "改由检修办</textarea>"},
	{"to the same", .as = CADRE, .post = "/appeals/{c}/transfer", .form = "unit=104&reason=改由检修办", .want = 422, .sees = "已经由这个单位承办"},
	{"the handler himself does not pass it on", .as = HANDLER, .post = "/appeals/{c}/transfer", .form = "unit=102&reason=不归我", .want = 403},
	{"to the branch", .as = CADRE, .post = "/appeals/{c}/transfer", .form = "unit=102&reason=改由检修办", .want = 303},
	{"which has it to sign for", .sql = "select state || ',' || lead from appeal where kind = 3 and level = 2", .is = "4,102"},
	{"and back to the department, with the office beside it", .as = CADRE, .post = "/appeals/{c}/dispatch", .form = "unit=104&co=10", .want = 303},
	{"signed for again", .as = HANDLER, .post = "/appeals/{c}/accept", .want = 303},
	/* talk, counter-sign */
	{"a talk is noted", .as = HANDLER, .post = "/appeals/{c}/talk", .form = "reason=电话里说明车辆下月到位", .want = 303},
	{"with its day", .sql = "select talked_on from appeal where kind = 3 and level = 2", .is = "19783"},
	{"replied", .as = HANDLER, .post = "/appeals/{c}/reply", .form = "reply=四月起加一辆中巴。", .want = 303},
	{"not signed before the office has", .as = CHAIR, .post = "/appeals/{c}/sign", .want = 409, .sees = "还差临江发电有限公司工会会签"},
	{"the department has nothing to counter-sign", .as = HANDLER, .post = "/appeals/{c}/cosign", .form = "reason=同意", .want = 403},
	{"without a word it is refused", .as = CADRE, .post = "/appeals/{c}/cosign", .want = 422, .sees = "请填写会签意见"},
	{"counter-signed", .as = CADRE, .post = "/appeals/{c}/cosign", .form = "reason=同意，费用从行政列支", .want = 303},
	{"once", .as = CADRE, .post = "/appeals/{c}/cosign", .form = "reason=再签", .want = 409, .sees = "没有等你会签"},
	{"signed", .as = CHAIR, .post = "/appeals/{c}/sign", .want = 303},
	/* no rating is to be had */
	{"a reply to what is replied already: said, and kept", .as = HANDLER, .post = "/appeals/{c}/reply", .form = "reply=写了很久的第二份答复。", .want = 409, .sees = "写了很久的第二份答复"},
	{"on to the call-back with a reason", .as = CADRE, .post = "/appeals/{c}/skip", .want = 422, .sees = "请填写理由"},
	{"nor by the handler", .as = HANDLER, .post = "/appeals/{c}/skip", .form = "reason=联系不上", .want = 403},
	{"he is on leave", .as = CADRE, .post = "/appeals/{c}/skip", .form = "reason=职工休假，改由电话回访", .want = 303},
	{"not closed without a call", .as = CADRE, .post = "/appeals/{c}/close", .want = 409, .sees = "还没有回访"},
	{"called", .as = CADRE, .post = "/appeals/{c}/callback", .form = "reason=电话里说满意&rating=1", .want = 303},
	{"closed", .as = CADRE, .post = "/appeals/{c}/close", .want = 303},
	{"an author rates when it has come to him only", .as = WORKER, .post = "/m/appeals/{c}/rate", .form = "rating=1&reason=我来晚了&_back=/m/appeals/{c}", .want = 409, .sees = "已办结"},
	/* anonymous: told next morning, not at the moment */
	{"without a name", .post = "/anon", .form = "unit=10&kind=2&content=二号皮带机的护栏松了&code=ABCDEFGHJKMN&pin=135790", .want = 200},
	{"nobody is told today", .settle = 1, .sql = "select count(*) from message m join appeal a on m.title = '诉求 ' || a.number || ' 待受理' where a.mode = 3", .is = "0"},
	{"the union is next morning", .now = "2024-03-02", .settle = 1, .sql = "select count(*) from message m join appeal a on m.title = '诉求 ' || a.number || ' 待受理' where a.mode = 3", .is = "2"},
	/* a petition: the day of the notice is near */
	{"a petition", ASK("多次反映宿舍漏雨没有结果，要书面答复。"), .keep = "p"},
	{"sorted so", .as = CADRE, .post = "/appeals/{p}/sort", .form = "kind=3&level=4", .want = 303},
	{"15 days from 2 March end on Sunday the 17th, so on Monday; two working days before, on Thursday, not yet on Wednesday", .now = "2024-03-13", .settle = 1,
	 .sql = "select count(*) from message where title like '信访事项%待告知'", .is = "0"},
	{"on Thursday the union is reminded", .now = "2024-03-14", .settle = 1, .sql = "select count(*) from message where person = 1004 and title like '信访事项%待告知'", .is = "1"},
	/* photos */
	{"a camera writes the place beside the picture", .check = take_photo},
	{"an appeal with that photo", .as = WORKER, .post = "/m/ask", .form = "mode=1&kind=2&content=栈桥的踏步松了，走上去会晃。", .file = "file=踏步.jpg=@download", .want = 303},
	{"one without a name too", .post = "/anon", .form = "unit=10&kind=2&content=栈桥的踏步松了&code=ABCDEFGHJKMP&pin=135791", .file = "file=踏步.jpg=@download", .want = 200},
	{"two pictures hang on them", .sql = "select count(*) from file where type = 'image/jpeg'", .is = "2"},
	{"neither keeps place, name or remark", .check = no_place_in_photos},
	/* the same thing raised by two */
	{"one by his name, discreetly", .as = WORKER, .post = "/m/ask", .form = "mode=2&kind=3&content=浴室的水时冷时热，烫到过人。", .want = 303, .keep = "j"},
	{"and by another", .as = REP, .post = "/m/ask", .form = "mode=1&kind=3&content=浴室水温不稳，希望修一下阀门。", .want = 303, .keep = "k"},
	{"and without a name", .post = "/anon", .form = "unit=10&kind=3&content=浴室的水太烫&code=ABCDEFGHJKMQ&pin=135791", .want = 200},
	{"the number of the first", .sql = "select substr(number, 9) from appeal where id = {j}", .keep = "jn"},
	{"its page leads nowhere yet", .as = REP, .get = "/m/appeals/{k}", .want = 200, .sees_not = "并到一起办理"},
	{"joined to the first", .as = CADRE, .post = "/appeals/{k}/merge", .form = "same=SQ-2024-000{jn}&reason=同一间浴室", .want = 303},
	{"he is told, with the reason", .sql = "select count(*) from message where person = 1006 and title like '%已并入 SQ-2024-%' and body = '同一间浴室'", .is = "1"},
	{"the nameless one too", .sql = "select id from appeal where content = '浴室的水太烫'", .keep = "l"},
	{"by way of the second? that is joined already", .as = CADRE, .post = "/appeals/{l}/merge", .form = "same=SQ-2024-0099&reason=同一间浴室", .want = 422},
	{"joined", .as = CADRE, .post = "/appeals/{l}/merge", .form = "same=SQ-2024-000{jn}&reason=同一间浴室", .want = 303},
	{"his page follows the other one, without who raised it", .as = REP, .get = "/m/appeals/{k}", .want = 200, .sees = "并到一起办理", .sees_not = "赵工"},
	{"sorted", .as = CADRE, .post = "/appeals/{j}/sort", .form = "kind=3&level=1", .want = 303},
	{"sent", .as = CADRE, .post = "/appeals/{j}/dispatch", .form = "unit=104", .want = 303},
	{"signed for", .as = HANDLER, .post = "/appeals/{j}/accept", .want = 303},
	{"answered, not signed", .as = HANDLER, .post = "/appeals/{j}/reply", .form = "reply=阀门已换成恒温的。", .want = 303},
	{"nothing of it is shown before", .as = REP, .get = "/m/appeals/{k}", .want = 200, .sees = "待签发", .sees_not = "恒温"},
	{"signed", .as = CHAIR, .post = "/appeals/{j}/sign", .want = 303},
	{"he hears of it", .sql = "select count(*) from message where person = 1006 and title like '%并入的 SQ-2024-%已有答复'", .is = "1"},
	{"and reads it on his own page", .as = REP, .get = "/m/appeals/{k}", .want = 200, .sees = "阀门已换成恒温的", .sees_not = "赵工"},
	{"which he does not rate", .as = REP, .post = "/m/appeals/{k}/rate", .form = "rating=3&_back=/m/appeals/{k}", .want = 409},
	{"who has code and PIN reads it as well", .post = "/anon/track", .form = "code=ABCDEFGHJKMQ&pin=135791", .want = 200, .sees = "阀门已换成恒温的"},
	{"the other one itself stays closed to him", .as = REP, .get = "/m/appeals/{j}", .want = 403},
	/* public answers */
	{"an answer", .as = CADRE, .post = "/answers", .form = "question=班车几点发&text=七点半和八点。&kind=3", .want = 303, .keep = "q"},
	{"published", .as = CADRE, .post = "/answer/{q}/do/publish", .want = 303},
	{"found", .as = WORKER, .get = "/m/answers?q=班车几点", .want = 200, .sees = "班车几点发"},
	{"taken down with a reason only", .as = CADRE, .post = "/answer/{q}/do/withdraw", .want = 422},
	{"taken down", .as = CADRE, .post = "/answer/{q}/do/withdraw", .form = "reason=时刻已改", .want = 303},
	{"found no more", .as = WORKER, .get = "/m/answers?q=班车几点", .want = 200, .sees_not = "七点半和八点"},
};

int main(void)
{
	return scenario("appeal-steps", steps, sizeof(steps) / sizeof(steps[0]));
}
