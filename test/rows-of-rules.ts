import type { Row } from './rows.ts'

/** Checks of configuration that people know from consoles: rows VG-* to VL-*, each by the cases of its rules. */
export const ruleRows: Readonly<Record<string, Row>> = {
  'VA-01': {
    tests: ['finds a namespace that is not there', 'offers the name that is a letter off'],
  }, // MC110
  'VA-02': { tests: ['finds what is none', 'offers capitals'] }, // MC111
  'VA-03': { tests: ['finds a name that is not there', 'offers the name that is a letter off'] }, // MC112
  'VA-04': {
    tests: [
      'finds it where the namespace disables',
      'finds it where the mesh disables, for policies of the mesh',
    ],
  }, // MC113
  'VA-05': {
    tests: ['finds an account that is not there', 'offers the account that is a letter off'],
  }, // MC114
  'VA-06': {
    reason:
      'A console opens one cluster at a time: accounts of others are not known, and MC114 says that this one has none.',
  },
  'VA-07': { tests: ['finds another', 'offers one a letter off'] }, // MC115
  'VA-08': {
    tests: ['finds a service of ambient without a waypoint', 'finds the single targetRef of old'],
  }, // MC116
  'VA-09': {
    tests: [
      'finds methods by namespace',
      'finds methods by selector, and offers the service where a waypoint serves it',
    ],
  }, // MC117
  'VD-01': { tests: ['finds two for a host as a whole', 'finds two with one subset'] }, // MC240
  'VD-02': { tests: ['finds a name without a service', 'offers the service that is a letter off'] }, // MC241
  'VD-03': {
    tests: [
      'finds a version that is not there',
      'finds a version of another app',
      'S08: subsets, of which exactly those without pods are told',
    ],
  }, // MC242
  'VD-04': { tests: ['finds it without auto mTLS', 'finds it without any policy'] }, // MC130
  'VD-05': { tests: ['finds it for the mesh', 'finds it for a namespace'] }, // MC131
  'VD-06': { tests: ['finds it for the mesh', 'finds it for a namespace'] }, // MC131
  'VD-07': { tests: ['finds it for a namespace', 'finds it for the mesh'] }, // MC132
  'VD-08': { tests: ['finds it for a namespace', 'finds it for the mesh'] }, // MC132
  'VD-09': { tests: ['finds one', 'finds empty ones'] }, // MC243
  'VD-10': { tests: ['finds a virtual service for a host outside', 'finds a destination rule'] }, // MC207
  'VD-11': { tests: ['finds a virtual service', 'finds a destination rule'] }, // MC208
  'VD-12': { tests: ['finds a virtual service', 'finds a destination rule'] }, // MC209
  'VE-01': {
    tests: [
      'finds two, on both sides',
      'finds it across namespaces, whatever case the protocol is written in',
    ],
  }, // MC260
  'VE-02': { tests: ['finds two protocols, on both sides', 'takes no protocol for another'] }, // MC261
  'VG-01': { tests: ['finds two for one namespace, at both', 'takes an empty selector for none'] }, // MC100
  'VG-02': {
    tests: ['finds two selectors that are the same', 'finds two selectors by different labels'],
  }, // MC101
  'VG-03': { tests: ['finds a label that nobody has', 'offers the label that is a letter off'] }, // MC102
  'VG-04': { tests: ['finds a name that is not there', 'offers the name that is a letter off'] }, // MC103
  'VL-01': { tests: ['finds the forgotten one', 'finds it in ambient'] }, // MC120
  'VL-02': { tests: ['finds a namespace with both', 'finds a namespace with a revision'] }, // MC318
  'VL-03': {
    tests: ['finds a namespace that is not ambient', 'finds a service that is not ambient'],
  }, // MC319
  'VL-04': { tests: ['finds a waypoint that is nowhere', 'offers the nearest'] }, // MC320
  'VL-05': {
    tests: ['finds redirection beside a label for a sidecar', 'finds redirection beside a sidecar'],
  }, // MC321
  'VL-06': {
    tests: ['finds redirection beside a label for a sidecar', 'finds redirection beside a sidecar'],
  }, // MC321
  'VL-07': {
    tests: ['finds redirection beside a label for a sidecar', 'finds redirection beside a sidecar'],
  }, // MC321
  'VL-08': { tests: ['finds it by namespace', 'finds it by selector'] }, // MC123
  'VL-09': { tests: ['finds an account that is not there', 'offers the nearest'] }, // MC325
  'VL-10': { tests: ['finds both', 'does not look at the order'] }, // MC326
  'VP-01': { tests: ['finds it for the mesh', 'finds it for a namespace'] }, // MC133
  'VP-02': { tests: ['finds it for the mesh', 'finds it for a namespace'] }, // MC133
  'VP-03': {
    tests: ['finds it for a namespace', 'finds it for a namespace under a rule of the mesh'],
  }, // MC134
  'VP-04': {
    tests: ['finds it for a namespace', 'finds it for a namespace under a rule of the mesh'],
  }, // MC134
  'VR-01': {
    tests: ['finds a service of ambient without a waypoint', 'finds the single targetRef of old'],
  }, // MC116
  'VR-02': {
    tests: [
      'finds methods by namespace',
      'finds methods by selector, and offers the service where a waypoint serves it',
    ],
  }, // MC117
  'VR-03': {
    tests: ['finds a service of ambient without a waypoint', 'finds the single targetRef of old'],
  }, // MC116
  'VR-04': {
    tests: [
      'finds methods by namespace',
      'finds methods by selector, and offers the service where a waypoint serves it',
    ],
  }, // MC117
  'VR-05': {
    tests: ['finds a service of ambient without a waypoint', 'finds the single targetRef of old'],
  }, // MC116
  'VR-06': {
    tests: [
      'finds methods by namespace',
      'finds methods by selector, and offers the service where a waypoint serves it',
    ],
  }, // MC117
  'VS-01': { tests: ['finds a port without a name', 'finds a name that says nothing'] }, // MC330
  'VS-02': {
    tests: ['finds a protocol that nobody knows', 'finds a slip, and offers what was meant'],
  }, // MC331
  'VS-03': {
    tests: [
      'finds a number that nobody declares',
      'finds a name that nobody has, and offers the nearest',
    ],
  }, // MC332
  'VV-01': { tests: ['finds a name without a service', 'offers the service that is a letter off'] }, // MC200
  'VV-02': {
    tests: [
      'finds a name that is not there',
      'offers one that is a letter off',
      'S06: a route to a gateway that is missing, until there is one',
    ],
  }, // MC201
  'VV-03': { tests: ['finds a share of one', 'finds it in TCP'] }, // MC202
  'VV-04': { tests: ['finds a host twice', 'knows the long form of a short name'] }, // MC203
  'VV-05': {
    tests: ['finds two in the mesh, on both sides', 'knows the long form of a short name'],
  }, // MC204
  'VV-06': {
    tests: ['finds a subset without a rule', 'finds a subset that the rule does not have'],
  }, // MC205
  'VV-07': { tests: ['finds a full name', 'finds a name with its namespace'] }, // MC206
  'VV-08': { tests: ['finds a virtual service for a host outside', 'finds a destination rule'] }, // MC207
  'VV-09': { tests: ['finds a virtual service', 'finds a destination rule'] }, // MC208
  'VV-10': { tests: ['finds a virtual service', 'finds a destination rule'] }, // MC209
  'VW-01': { tests: ['finds the same host in both', 'finds all hosts in both'] }, // MC301
  'VW-02': { tests: ['finds a label that nobody has', 'finds two labels that nobody has both of'] }, // MC300
  'VW-03': { tests: ['finds both', 'does not look at case'] }, // MC420
  'VW-04': { tests: ['finds both', 'takes a missing type for an IP address'] }, // MC421
  'VW-05': {
    tests: [
      'finds the same port and protocol for all hosts',
      'finds the same hostname, whatever its case',
    ],
  }, // MC419
  'VW-06': { tests: ['finds a class that is not there', 'offers the nearest'] }, // MC418
  'VW-07': {
    tests: ['finds each controller that refuses', 'finds conditions of the object itself'],
  }, // MC422
  'VW-08': {
    tests: [
      'finds a listener that takes its own namespace',
      'finds a listener that takes none',
      'finds a Gateway that is in another namespace',
    ],
  }, // MC412, MC410
  'VW-09': {
    tests: [
      'finds a backend without any grant',
      'finds a grant in the wrong namespace',
      'finds a Service that is not there',
    ],
  }, // MC416, MC414, MC410
  'VW-10': { tests: ['finds a namespace that is not there', 'offers the nearest'] }, // MC417
  'VX-01': { tests: ['finds a service that is not there', 'offers the name that is a letter off'] }, // MC270
  'VX-02': {
    tests: ['finds one in the usual root namespace', 'finds one in the root namespace that is set'],
  }, // MC271
  'VX-03': { tests: ['finds nothing said', 'finds an empty mode'] }, // MC272
}
