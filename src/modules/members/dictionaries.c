/*
 * Dictionaries of membership. Numbers are the codes of the national standards where there is one, so that
 * workbooks of other systems can be read by code as well as by word.
 */
#include "modules/members/members.h"

/* Kinds of identity papers. The first and the last have numbers after GB 11643. */
const struct choice member_id_types[] = {
	{ID_RESIDENT, "居民身份证", NULL}, {ID_HK_MACAO, "港澳居民来往内地通行证", NULL}, {ID_TAIWAN, "台湾居民来往大陆通行证", NULL},
	{ID_FOREIGN, "外国人永久居留身份证", NULL}, {ID_PASSPORT, "护照", NULL}, {ID_RESIDENCE, "港澳台居民居住证", NULL}, {0},
};

/* GB/T 3304-1991: the 56 ethnic groups. */
const struct choice member_ethnic_groups[] = {
	{1, "汉族", NULL}, {2, "蒙古族", NULL}, {3, "回族", NULL}, {4, "藏族", NULL}, {5, "维吾尔族", NULL},
	{6, "苗族", NULL}, {7, "彝族", NULL}, {8, "壮族", NULL}, {9, "布依族", NULL}, {10, "朝鲜族", NULL},
	{11, "满族", NULL}, {12, "侗族", NULL}, {13, "瑶族", NULL}, {14, "白族", NULL}, {15, "土家族", NULL},
	{16, "哈尼族", NULL}, {17, "哈萨克族", NULL}, {18, "傣族", NULL}, {19, "黎族", NULL}, {20, "傈僳族", NULL},
	{21, "佤族", NULL}, {22, "畲族", NULL}, {23, "高山族", NULL}, {24, "拉祜族", NULL}, {25, "水族", NULL},
	{26, "东乡族", NULL}, {27, "纳西族", NULL}, {28, "景颇族", NULL}, {29, "柯尔克孜族", NULL}, {30, "土族", NULL},
	{31, "达斡尔族", NULL}, {32, "仫佬族", NULL}, {33, "羌族", NULL}, {34, "布朗族", NULL}, {35, "撒拉族", NULL},
	{36, "毛南族", NULL}, {37, "仡佬族", NULL}, {38, "锡伯族", NULL}, {39, "阿昌族", NULL}, {40, "普米族", NULL},
	{41, "塔吉克族", NULL}, {42, "怒族", NULL}, {43, "乌孜别克族", NULL}, {44, "俄罗斯族", NULL}, {45, "鄂温克族", NULL},
	{46, "德昂族", NULL}, {47, "保安族", NULL}, {48, "裕固族", NULL}, {49, "京族", NULL}, {50, "塔塔尔族", NULL},
	{51, "独龙族", NULL}, {52, "鄂伦春族", NULL}, {53, "赫哲族", NULL}, {54, "门巴族", NULL}, {55, "珞巴族", NULL},
	{56, "基诺族", NULL}, {97, "其他", NULL}, {98, "外国血统中国籍人士", NULL}, {0},
};

/* GB/T 4762-1984 */
const struct choice member_politics[] = {
	{1, "中共党员", NULL}, {2, "中共预备党员", NULL}, {3, "共青团员", NULL}, {4, "民革党员", NULL}, {5, "民盟盟员", NULL},
	{6, "民建会员", NULL}, {7, "民进会员", NULL}, {8, "农工党党员", NULL}, {9, "致公党党员", NULL}, {10, "九三学社社员", NULL},
	{11, "台盟盟员", NULL}, {12, "无党派人士", NULL}, {13, "群众", NULL}, {0},
};

/* GB/T 4658-2006, the classes */
const struct choice member_education[] = {
	{10, "研究生", NULL}, {20, "大学本科", NULL}, {30, "大学专科", NULL}, {40, "中等职业教育", NULL}, {60, "普通高中", NULL},
	{70, "初中", NULL}, {80, "小学", NULL}, {90, "其他", NULL}, {0},
};

/* GB/T 6864-2003, the classes */
const struct choice member_degrees[] = {
	{1, "名誉博士", NULL}, {2, "博士", NULL}, {3, "硕士", NULL}, {4, "学士", NULL}, {9, "无学位", NULL}, {0},
};

/* domain-rules HA-06 knows three; in use beside them: town and country of this place and of others. */
const struct choice member_households[] = {
	{1, "本地城镇", NULL}, {2, "本地农村", NULL}, {3, "外地城镇", NULL}, {4, "外地农村", NULL}, {5, "农转居", NULL}, {0},
};

/* The eight levels for skilled workers (人社部发〔2022〕14号) */
const struct choice member_skills[] = {
	{1, "学徒工", NULL}, {2, "初级工", NULL}, {3, "中级工", NULL}, {4, "高级工", NULL}, {5, "技师", NULL},
	{6, "高级技师", NULL}, {7, "特级技师", NULL}, {8, "首席技师", NULL}, {9, "无等级", NULL}, {0},
};

const struct choice member_jobs[] = {
	{JOB_AT_WORK, "在岗", NULL}, {JOB_WAITING, "下（待）岗", NULL}, {JOB_NONE, "失（无）业", NULL}, {JOB_SICK, "病休", NULL},
	{JOB_INSIDE, "内退", NULL}, {JOB_RETIRED, "退休", NULL}, {0},
};

const struct choice member_models[] = {
	{1, "全国劳动模范", NULL}, {2, "全国先进工作者", NULL}, {3, "省部级劳动模范", NULL}, {4, "市级劳动模范", NULL},
	{5, "全国五一劳动奖章", NULL}, {6, "省五一劳动奖章", NULL}, {7, "市五一劳动奖章", NULL}, {8, "县级劳动模范", NULL}, {0},
};

/* The groups for whose joining the All-China Federation runs campaigns; 12 and 99 are this program's own. */
const struct choice member_gigs[] = {
	{1, "货车司机", NULL}, {2, "网约车司机", NULL}, {3, "快递员", NULL}, {4, "网约配送员", NULL}, {5, "护工护理员", NULL},
	{6, "家政服务员", NULL}, {7, "商场信息员", NULL}, {8, "房产中介员", NULL}, {9, "保安员", NULL}, {10, "代驾司机", NULL},
	{12, "网络主播", NULL}, {99, "其他新就业形态", NULL}, {0},
};

/* Which of the two former ages a woman's retirement goes out from. */
const struct choice member_retire_bases[] = {
	{RETIRE_55, "原法定年龄55周岁（管理、技术岗位）", NULL}, {RETIRE_50, "原法定年龄50周岁", NULL}, {0},
};

const struct choice member_changes[] = {
	{CHANGE_JOIN, "入会", NULL}, {CHANGE_IN, "转入", NULL}, {CHANGE_OUT, "转出", NULL}, {CHANGE_KEEP, "保留会籍", NULL},
	{CHANGE_RESUME, "恢复会籍", NULL}, {CHANGE_RETIRE, "退休", NULL}, {CHANGE_LEAVE, "退会", NULL}, {CHANGE_LAPSE, "自动退会", NULL},
	{CHANGE_DEATH, "去世", NULL}, {CHANGE_EXPEL, "开除会籍", NULL}, {0},
};
