import type { BodyRules, Majority, RulesPreset } from '../../contract.ts';

/** QĐ 45/2018/QĐ-TTg: invitation 3 working days ahead, notice of conclusions in 5. NĐ 191/2026 Đ17: forms in 2 to 5. */
const DAYS: BodyRules['days'] = { invitation: 3, notice: 5, opinionLeast: 2, opinionMost: 5 };
const TWO_THIRDS = { numerator: 2, denominator: 3 };

function moreThanHalfOfAll(source: string): Majority {
  return { fraction: { numerator: 1, denominator: 2 }, strict: true, base: 'all_members', source };
}

const COMMON: Omit<BodyRules, 'decides' | 'majority' | 'tie'> = {
  quorum: TWO_THIRDS,
  quorumOverride: false,
  // NĐ 191/2026 Đ21: a substitute attends with leave and has no vote.
  substitutes: { attend: true, vote: false, countForQuorum: false },
  proxies: false,
  // Silence agrees only where the body's own rules say so.
  silence: 'not_counted',
  visibility: 'open',
  days: DAYS,
  graceMinutes: 3,
};

const CHAIR_DECIDES = 'QĐ 24/QĐ-UBQGCĐS ngày 03/3/2022: Chủ tịch quyết định sau khi thảo luận dân chủ, công khai';
const OWN_RULES = 'Theo quy chế làm việc của chính ban, ủy ban: kiểm tra trước khi dùng';

/**
 * Rules to begin with. Only those of the National Committee were read in part; quorum and what else the sources leave
 * open is a habit, so that every preset says that it is not confirmed.
 */
export const rulesPresets: readonly RulesPreset[] = [
  {
    kind: 'committee',
    rules: { ...COMMON, decides: 'chair', tie: 'chair_side', majority: moreThanHalfOfAll(CHAIR_DECIDES) },
    source: `${CHAIR_DECIDES}; thời hạn theo QĐ 45/2018/QĐ-TTg`,
    unconfirmed: true,
  },
  {
    kind: 'steering_committee',
    rules: { ...COMMON, decides: 'chair', tie: 'chair_side', majority: moreThanHalfOfAll(OWN_RULES) },
    source: `${OWN_RULES}; thời hạn theo QĐ 45/2018/QĐ-TTg`,
    unconfirmed: true,
  },
  {
    kind: 'peoples_committee',
    rules: {
      ...COMMON,
      decides: 'vote',
      tie: 'chair_side',
      majority: moreThanHalfOfAll(
        'Luật Tổ chức chính quyền địa phương năm 2015, Điều 117; đối chiếu luật 72/2025/QH15',
      ),
    },
    source: 'Luật Tổ chức chính quyền địa phương năm 2015, Điều 113, 117; thời hạn theo QĐ 45/2018/QĐ-TTg',
    unconfirmed: true,
  },
  {
    kind: 'council',
    rules: {
      ...COMMON,
      decides: 'vote',
      tie: 'fails',
      substitutes: { attend: false, vote: false, countForQuorum: false },
      majority: moreThanHalfOfAll(
        'Luật Tổ chức chính quyền địa phương năm 2015, Điều 91 khoản 3; đối chiếu luật 72/2025/QH15',
      ),
    },
    source: 'Luật Tổ chức chính quyền địa phương năm 2015, Điều 91; đối chiếu luật 72/2025/QH15',
    unconfirmed: true,
  },
  {
    kind: 'working_group',
    rules: { ...COMMON, decides: 'chair', tie: 'chair_side', majority: moreThanHalfOfAll(OWN_RULES) },
    source: `${OWN_RULES}; thời hạn theo QĐ 45/2018/QĐ-TTg`,
    unconfirmed: true,
  },
];
