/* For tests: a notice and a report with invented units. */
#ifndef LX_SAMPLE_PAPER_H
#define LX_SAMPLE_PAPER_H

#include "doc/paper.h"

static inline struct paper *sample_notice(struct arena *a)
{
	struct paper *p = paper_new(a);
	p->organ = "临江市总工会文件";
	p->number = "临工发〔2024〕5号";
	p->title = "关于印发《临江市总工会2024年职工服务工作要点》的通知";
	p->receiver = "各区（县）总工会，各直属工会，市总工会机关各部室";
	paper_para(p, "现将《临江市总工会2024年职工服务工作要点》印发给你们，请结合实际认真贯彻落实"
		      "。各单位要在4月15日前报送分解"
		      "方案，把每一项任务落实到人、落实到月。");
	paper_heading(p, 1, "一、总体要求");
	paper_para(p, "坚持以职工为中心的工作导向，围绕“办实事、见实效”的目标，推动服务阵地、服务项"
		      "目、服务队伍一体建设，全年"
		      "服务职工不少于3.2万人次。");
	paper_heading(p, 1, "二、重点任务");
	paper_heading(p, 2, "（一）建好服务阵地");
	paper_point(p, 3, "1. 新建职工书屋12家。",
		    "优先安排在新就业形态劳动者集中的物流园区、商圈和楼宇，每家藏书不少于800册。");
	paper_point(p, 4, "（1）选址公示。", "由属地工会提出，经职工代表讨论后公示5个工作日。");
	paper_heading(p, 2, "（二）办好服务项目");
	paper_item(p, "—", "夏送清凉：6月至8月，走访一线班组不少于200个。");
	paper_item(p, "—",
		   "金秋助学：对困难职工子女“应助尽助”，每名学生的材料只提交一次，由工会工作人员代"
		   "为核对有关信息。");
	paper_quote(p, "上级要点第七条：广泛开展困难职工帮扶工作。");
	paper_para(p, "各单位完成情况纳入年度考核。");
	paper_attachment(p, "2024年职工服务任务分解表");
	paper_attachment(p, "服务阵地建设标准及申报流程说明（适用于各区县总工会、产业工会和直属基层"
			    "工会联合会）");
	paper_sign(p, "临江市总工会", day_of(2024, 3, 5));
	p->note = "联系人：周敏，电话：0000-1234567";
	p->copy_to = "市委办公室，市政府办公室，市人力资源和社会保障局，市工商业联合会，各区（县）"
		     "党委办公室";
	p->print_organ = "临江市总工会办公室";
	p->print_day = day_of(2024, 3, 5);
	return p;
}

static inline void sample_table(struct paper *p, int rows)
{
	static const struct paper_col cols[] = {{"序号", 1, PAPER_CENTER},
						{"任务", 5, PAPER_LEFT},
						{"责任部门", 2, PAPER_CENTER},
						{"完成", 1, PAPER_RIGHT}};
	paper_table_begin(p, "任务分解表", cols, 4);
	for (int i = 1; i <= rows; i++) {
		paper_row(p);
		paper_cell_int(p, i);
		paper_cell(p, i % 3 ? "走访一线班组"
				    : "对新就业形态劳动者集中的物流园区开展夏送清凉、冬送温暖走访并"
				      "登记职工诉求");
		paper_cell(p, "权益保障部");
		paper_cell_percent(p, 8650);
	}
}

#endif
