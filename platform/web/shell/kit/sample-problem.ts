import { ApiProblem } from '../../api/problem.ts';

export const SAMPLE_PROBLEM = new ApiProblem({
  code: 'platform.not_ready',
  status: 503,
  title: 'Not ready yet',
  requestId: '0192f3a4-5b6c-7d8e-9f00-112233445566',
});
