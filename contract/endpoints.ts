import { getChart, listCharts } from './charts.ts'
import { listNamespaceRows, listThings } from './catalog.ts'
import { compareGraph } from './compare.ts'
import { getConfigObject, getValidations, listConfig, listRules } from './config.ts'
import { listContexts } from './contexts.ts'
import { getDebugBundle } from './debug.ts'
import { getDashboardChart, listDashboards } from './dashboards.ts'
import { getUsualDurations } from './durations.ts'
import { explainGraph } from './explain.ts'
import { getGraph, streamGraph } from './graph.ts'
import { explainLogLine, getLogContainers, getLogs, streamLogs } from './logs.ts'
import { getMetadata, writeMetadata } from './metadata.ts'
import { listInsights } from './insights.ts'
import { getNamespace } from './namespace-details.ts'
import { getControlPlane, getMesh, getOwnUse } from './mesh.ts'
import { listNamespaces } from './namespaces.ts'
import { getOverview } from './overview.ts'
import {
  compareProxies,
  getProxyDocument,
  getProxyInfo,
  getProxySync,
  getProxyTable,
  getWaypoint,
  listProxies,
  setProxyLogLevel,
} from './proxy.ts'
import { getValidationPlaces } from './places.ts'
import { searchNames } from './search.ts'
import { getGraphSeries } from './series.ts'
import { getSession, getStatus } from './status.ts'
import { getLiveThing, getThing } from './thing.ts'
import { listSubjectSpans } from './subject-spans.ts'
import { getTraceCalls } from './trace-calls.ts'
import { getTraceLines } from './trace-lines.ts'
import {
  compareTraces,
  getSpan,
  getTrace,
  listTraceServices,
  searchTraces,
  uploadTrace,
} from './traces.ts'
import {
  checkDraft,
  deleteConfig,
  getDeletion,
  getHistory,
  getKindSchema,
  getLive,
  getRights,
  getTemplate,
  listCreatable,
  writeConfig,
} from './writes.ts'

/** Every operation of the API. The OpenAPI document and the route test are made from this list. */
export const endpoints = [
  getGraph,
  streamGraph,
  explainGraph,
  getGraphSeries,
  compareGraph,
  listCharts,
  getChart,
  listDashboards,
  getDashboardChart,
  getUsualDurations,
  listConfig,
  getConfigObject,
  getValidations,
  getValidationPlaces,
  listThings,
  listNamespaceRows,
  getNamespace,
  getOverview,
  listInsights,
  getThing,
  getLiveThing,
  listRules,
  getLogContainers,
  getLogs,
  streamLogs,
  explainLogLine,
  listProxies,
  getProxySync,
  getProxyInfo,
  getProxyTable,
  getProxyDocument,
  compareProxies,
  setProxyLogLevel,
  getWaypoint,
  getRights,
  getLive,
  getKindSchema,
  listCreatable,
  getTemplate,
  checkDraft,
  writeConfig,
  deleteConfig,
  getDeletion,
  getHistory,
  getMetadata,
  writeMetadata,
  listContexts,
  listNamespaces,
  searchNames,
  getStatus,
  getDebugBundle,
  getSession,
  getMesh,
  getControlPlane,
  getOwnUse,
  searchTraces,
  listTraceServices,
  getTrace,
  getTraceCalls,
  getTraceLines,
  listSubjectSpans,
  getSpan,
  compareTraces,
  uploadTrace,
] as const
