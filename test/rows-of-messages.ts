import type { Row } from './rows.ts'

/** Messages of the analysis of a mesh: rows VI-*, each by the cases of its rules. */
export const messageRows: Readonly<Record<string, Row>> = {
  'VI-01': { tests: ['finds a delay in percent', 'finds a mirror in percent'] }, // MC345
  'VI-02': {
    tests: [
      'finds a namespace that is not there',
      'offers the name that is a letter off',
      'finds a name that is not there',
    ],
  }, // MC110, MC221, MC200, MC211, MC270, MC201, MC205, MC303, MC300
  'VI-03': { tests: ['finds a namespace without a word', 'finds one without labels'] }, // MC310
  'VI-04': {
    tests: [
      'finds a pod in a namespace with injection',
      'finds a pod in a namespace with a revision',
    ],
  }, // MC313
  'VI-05': { tests: ['finds what is missing', 'finds text in place of a number, and mends it'] }, // MC400
  'VI-06': { tests: ['finds one for pods on a Deployment', 'finds one for services on pods'] }, // MC341
  'VI-07': { tests: ['finds a name that nobody knows', 'finds a slip, and corrects it'] }, // MC340
  'VI-08': {
    tests: ['finds two in the mesh, on both sides', 'knows the long form of a short name'],
  }, // MC204
  'VI-09': {
    tests: ['finds two selectors that are the same', 'finds two selectors by different labels'],
  }, // MC101
  'VI-10': { tests: ['finds two for one namespace, at both', 'takes an empty selector for none'] }, // MC100
  'VI-11': {
    tests: ['finds it for a service of two ports', 'finds it for a service entry of two ports'],
  }, // MC210
  'VI-13': { tests: ['finds a port without a name', 'finds a name that says nothing'] }, // MC330
  'VI-14': { tests: ['finds both', 'finds a revision beside a refusal'] }, // MC312
  'VI-15': { tests: ['finds a mode that is none', 'finds a port that is none'] }, // MC342
  'VI-16': { tests: ['finds a label that nobody has', 'offers the label that is a letter off'] }, // MC102
  'VI-17': { tests: ['finds SIMPLE without an authority', 'finds MUTUAL with an empty one'] }, // MC136
  'VI-18': { tests: ['finds SIMPLE without an authority', 'finds MUTUAL with an empty one'] }, // MC136
  'VI-19': {
    tests: ['finds a rule behind one without a match', 'finds the second without a match'],
  }, // MC212
  'VI-20': {
    tests: ['finds the same match in one rule', 'finds a match that an earlier rule takes'],
  }, // MC213
  'VI-21': {
    tests: ['finds a host that it does not have', 'finds a host for other namespaces only'],
  }, // MC214
  'VI-22': {
    tests: ['finds a slip, and corrects it', 'finds the way of writing of another language'],
  }, // MC401
  'VI-23': { tests: ['finds TCP', 'finds no protocol, among others'] }, // MC262
  'VI-24': { tests: ['finds injection by annotation', 'finds another that is going'] }, // MC343
  'VI-25': { tests: ['finds one on a service', 'finds one on a namespace'] }, // MC344
  'VI-27': { tests: ['finds one credential in two', 'finds one pair of files in two'] }, // MC304
  'VI-12': { tests: ['finds TCP and UDP on one number', 'finds it among three services'] }, // MC334
  'VI-26': { tests: ['finds two ports for one target', 'finds two ports for one name'] }, // MC335
  'VI-28': {
    reason: 'Webhook configurations are not read: the right to list them is the whole cluster’s.',
  },
  'VI-29': {
    tests: [
      'finds a gateway that sends to the host as a whole',
      'knows the long form of a short name',
    ],
  }, // MC220
  'VI-30': { tests: ['finds a flag with its value', 'finds a flag before its value'] }, // MC336
  'VI-31': { tests: ['finds it for the pod', 'finds it for a container'] }, // MC317
  'VI-32': { tests: ['finds the same host in both', 'finds all hosts in both'] }, // MC301
  'VI-33': {
    tests: ['finds a template that nobody injects, and labels it', 'finds a template that refuses'],
  }, // MC315
  'VI-34': {
    tests: ['finds a template that nobody injects, and labels it', 'finds a template that refuses'],
  }, // MC315
  'VI-35': { tests: ['finds a namespace without a word', 'finds one without labels'] }, // MC310
  'VI-36': { tests: ['finds it at a gateway', 'finds it by the long name'] }, // MC140
  'VI-37': {
    tests: ['finds a port without a name, and gives it one', 'finds a name that says nothing'],
  }, // MC333
  'VI-38': { tests: ['finds what is put before something', 'finds what is taken away'] }, // MC280
  'VI-39': { tests: ['finds it for clusters', 'finds it for routes'] }, // MC281
  'VI-40': { tests: ['finds it for routes', 'finds it for route configurations'] }, // MC282
  'VI-41': { tests: ['finds it for routes', 'finds it for route configurations'] }, // MC283
  'VI-42': { tests: ['finds another that is for some versions', 'finds it within one object'] }, // MC284
  'VI-43': { tests: ['finds a bundle before 1.0', 'finds a definition that istiod skips'] }, // MC347
  'VI-44': { tests: ['finds a bundle before 1.0', 'finds a definition that istiod skips'] }, // MC347
  'VI-45': { tests: ['finds logs without one', 'finds an empty list'] }, // MC141
  'VI-46': { tests: ['finds two images', 'finds one among many, once'] }, // MC316
  'VI-47': {
    tests: ['finds two selectors that are the same', 'finds two selectors by different labels'],
  }, // MC101
  'VI-48': { tests: ['finds two for one namespace, at both', 'takes an empty selector for none'] }, // MC100
  'VI-49': {
    tests: [
      'finds a Secret that is nowhere',
      'finds a Secret beside the Gateway object instead of its pods',
    ],
  }, // MC303
  'VI-50': {
    tests: ['finds a port that the Service does not have', 'does not take target ports for ports'],
  }, // MC302
  'VI-51': {
    reason:
      'An injector at another address is set up in webhook configurations, which are not read.',
  },
  'VI-52': {
    reason:
      'An injector at another address is set up in webhook configurations, which are not read.',
  },
  'VI-53': { tests: ['finds the name of today', 'finds the name of old, with a namespace'] }, // MC305
  'VI-54': {
    tests: ["finds the gateway's own label, and offers targetRefs", 'finds any label of its pods'],
  }, // MC142
  'VI-55': { tests: ['finds one for the namespace', 'finds one for a workload'] }, // MC143
  'VI-56': {
    reason:
      'A console opens one cluster at a time: services of the same name elsewhere are not known.',
  },
  'VI-57': {
    tests: ['finds a policy that ztunnel cannot enforce', 'finds a service without its waypoint'],
  }, // MC346
  'VI-58': { tests: ['finds a version that is not there', 'finds a version of another app'] }, // MC242
  'VI-59': { tests: ['finds a name without a service', 'offers the service that is a letter off'] }, // MC241
  'VI-60': { tests: ['finds it by jwksUri', 'finds it by issuer alone'] }, // MC144
  'VI-61': { tests: ['finds a bundle before 1.0', 'finds a definition that istiod skips'] }, // MC347
  'VI-62': { tests: ['finds two protocols, on both sides', 'takes no protocol for another'] }, // MC261
}
