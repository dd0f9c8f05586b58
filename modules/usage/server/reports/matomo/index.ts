import {
  contentNames,
  contentPieces,
  downloads,
  eventActions,
  eventCategories,
  eventNames,
  outlinks,
  searchesWithoutResult,
  searchKeywords,
} from './hit-tables.ts';
import type { Method } from './method.ts';
import { entryPageTitles, entryPageUrls, exitPageTitles, exitPageUrls, pageTitles, pageUrls } from './pages.ts';
import { campaigns, referrersSummary, referrerTypes, searchEngines, socials, websites } from './referrers.ts';
import { actionsSummary, goals, oneOfSummary, visitsSummary } from './summaries.ts';
import { browsers, deviceTypes, languages, serverHours, systems } from './visit-tables.ts';

/** Methods that report of sites and periods, by Matomo's names. */
export const METHODS: Readonly<Record<string, Method>> = {
  'VisitsSummary.get': visitsSummary,
  'VisitsSummary.getVisits': oneOfSummary('nb_visits'),
  'VisitsSummary.getUniqueVisitors': oneOfSummary('nb_uniq_visitors'),
  'VisitsSummary.getActions': oneOfSummary('nb_actions'),
  'Actions.get': actionsSummary,
  'Actions.getPageUrls': pageUrls,
  'Actions.getPageTitles': pageTitles,
  'Actions.getEntryPageUrls': entryPageUrls,
  'Actions.getExitPageUrls': exitPageUrls,
  'Actions.getEntryPageTitles': entryPageTitles,
  'Actions.getExitPageTitles': exitPageTitles,
  'Actions.getDownloads': downloads,
  'Actions.getOutlinks': outlinks,
  'Actions.getSiteSearchKeywords': searchKeywords,
  'Actions.getSiteSearchNoResultKeywords': searchesWithoutResult,
  'Referrers.get': referrersSummary,
  'Referrers.getReferrerType': referrerTypes,
  'Referrers.getWebsites': websites,
  'Referrers.getSearchEngines': searchEngines,
  'Referrers.getSocials': socials,
  'Referrers.getCampaigns': campaigns,
  'Events.getCategory': eventCategories,
  'Events.getAction': eventActions,
  'Events.getName': eventNames,
  'Contents.getContentNames': contentNames,
  'Contents.getContentPieces': contentPieces,
  'DevicesDetection.getType': deviceTypes,
  'DevicesDetection.getBrowsers': browsers,
  'DevicesDetection.getOsFamilies': systems,
  'UserLanguage.getLanguageCode': languages,
  'VisitTime.getVisitInformationPerServerTime': serverHours,
  'Goals.get': goals,
};
