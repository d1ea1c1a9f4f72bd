import type { Family } from '../../prometheus/registry.ts'

const gauge = (name: string, help: string): Family => ({ name, type: 'gauge', help })
const counter = (name: string, help: string): Family => ({ name, type: 'counter', help })

export const cpuSeconds = counter('process_cpu_seconds_total', 'CPU time of the process')
export const residentBytes = gauge('process_resident_memory_bytes', 'Resident memory')
export const openFiles = gauge('process_open_fds', 'Open file descriptors')
export const containerCpu = counter('container_cpu_usage_seconds_total', 'CPU time of a container')
export const containerMemory = gauge(
  'container_memory_working_set_bytes',
  'Memory of a container that cannot be taken back',
)

export const goroutines = gauge('go_goroutines', 'Goroutines that exist')
export const goHeap = gauge('go_memstats_heap_inuse_bytes', 'Heap in use')
export const goAllocated = counter('go_memstats_alloc_bytes_total', 'Bytes allocated')
export const goNext = gauge('go_memstats_next_gc_bytes', 'Heap at the next collection')
export const goCollections = counter('go_gc_duration_seconds_count', 'Garbage collections')

export const jvmUsed = gauge('jvm_memory_used_bytes', 'Memory used')
export const jvmCommitted = gauge('jvm_memory_committed_bytes', 'Memory committed')
export const jvmMost = gauge('jvm_memory_max_bytes', 'Memory at most')
export const jvmThreads = gauge('jvm_threads_live_threads', 'Live threads')
export const jvmPauses = counter('jvm_gc_pause_seconds_sum', 'Time in collections')
export const jvmClasses = gauge('jvm_classes_loaded_classes', 'Loaded classes')

export const nodeLag = gauge('nodejs_eventloop_lag_seconds', 'Lag of the event loop')
export const nodeHandles = gauge('nodejs_active_handles_total', 'Active handles')
export const nodeHeap = gauge('nodejs_heap_size_used_bytes', 'Heap used')
export const nodeSpaces = gauge('nodejs_heap_space_size_used_bytes', 'Heap used, by space')

export const pythonInfo = gauge('python_info', 'The interpreter')
export const pythonCollections = counter('python_gc_collections_total', 'Collections')

export const pilotXds = gauge('pilot_xds', 'Proxies that are connected')
export const pilotPushes = counter('pilot_xds_pushes', 'Pushes to proxies')
export const pilotServices = gauge('pilot_services', 'Services that are known')
export const pilotConvergence: Family = {
  name: 'pilot_proxy_convergence_time',
  type: 'histogram',
  help: 'From a change to the proxies, in seconds',
}
export const convergenceBounds: readonly number[] = [0.1, 0.5, 1, 3, 5, 10, 20, 30]

export const nodeProxies = gauge('workload_manager_active_proxy_count', 'Workloads in its care')
