export {
  listenForMonitoring,
  type Monitoring,
  type MonitoringOptions,
} from "./listen-for-monitoring.ts";
export { createMetrics, type Metrics, type ServiceNumbers } from "./metrics.ts";
