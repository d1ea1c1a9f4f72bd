import type { Row } from './rows.ts'

/** The picture: rows of GR-* about drawing, layouts, pointer and keys, and of SH-* about the frame. */
export const canvasRows: Readonly<Record<string, Row>> = {
  'GR-12': {
    tests: [
      'all that is chosen in the order of the choice',
      'says protocol and unit of $desc on an edge',
    ],
  },
  'GR-20': {
    tests: [
      'runs more dots, and faster, where there is more traffic',
      'shows at least one dot of what fails, and nothing where nothing runs',
      'lets dots run along edges, but not for who asked for less motion',
    ],
  },
  'GR-27': { tests: ['is toured with the keyboard, once'] },
  'GR-30': {
    tests: [
      'all edges',
      'unhealthy edges alone',
      'no edges',
      'hides edges by choice and moves nothing for it',
      'GR-30: all edges, and no node for that',
      'draws unhealthy edges alone, in the table too',
    ],
  },
  'GR-31': {
    tests: [
      '%s: no node or box lies on a stranger',
      'sets rows by the fewest calls from where traffic starts',
      'runs requests downwards when asked to',
      'is laid out as chosen, and keeps the choice in the address',
    ],
  },
  'GR-32': {
    tests: [
      'shows an overview only of what is larger than the view, and is moved by it',
      'uses all of the viewport where nothing lies in the corners',
    ],
  },
  'GR-33': { tests: ['lists its keys at ?, and takes none of them from who types'] },
  'GR-34': {
    tests: [
      'is zoomed by the wheel, moved by dragging, and zoomed into an area with Shift',
      'leaves a node where it was dragged, over a reload, until it is let go',
      'tells who calls what the pointer rests on, and what it needs',
    ],
  },
  'GR-35': {
    tests: [
      'dims what is on no path through the node that is hovered',
      'tells who calls a node from what it needs, and how many calls away they are',
      'follows paths only so far as asked, and says which way each node lies',
      'writes beside what is hovered who calls it and what it needs, and no edges that are hidden',
    ],
  },
  'GR-36': {
    tests: [
      'draws every node with its kind and health as classes',
      'explains every shape, role, health, line, lock, badge, mark and dot',
    ],
  },
  'GR-37': { tests: ['draws every node with its kind and health as classes'] },
  'GR-38': { tests: ['draws every node with its kind and health as classes'] },
  'GR-39': {
    tests: [
      'healthy',
      'failing',
      'TCP',
      'idle',
      'classes a $desc edge',
      'are all but the busiest where there are too many',
      'are never the worst of those that are not well, however little they carry',
    ],
  },
  'GR-40': { tests: ['tells a breaker that has tripped from the flags of the responses'] },
  'GR-41': {
    tests: [
      'closed for all',
      'half for some',
      'draws the lock open on plain text where other edges have mTLS',
    ],
  },
  'GR-42': {
    tests: [
      'has one badge for what several marks say, and none that was not chosen',
      'says every badge of a node in words, whichever are drawn',
    ],
  },
  'GR-43': { tests: ['has one sign for $desc, its role before its kind'] },
  'GR-44': {
    tests: [
      'shows the version as the name inside an app box, and beside the name elsewhere',
      'names the namespace only of nodes that no namespace box contains',
    ],
  },
  'GR-45': {
    tests: [
      'T2: folds the hops around a waypoint into the call, and names the waypoint',
      'T2: draws the waypoint as a node by choice, still counting the call once',
      'GR-45: is one line with two arrows, both rates and the worse health',
      'GR-45: is marked on that line, whichever way is chosen',
      'GR-45: leads from what goes to a waypoint to what comes back, and only there',
    ],
  },
  'GR-46': {
    tests: ['tells found, focused, traced, selected and the cursor by classes of their own'],
  },
  'GR-47': { tests: ['explains every shape, role, health, line, lock, badge, mark and dot'] },
  'GR-50': { tests: ['says why there is nothing to draw: $code'] },
  'GR-51': {
    tests: [
      'one step around a node',
      'two steps, along the calls',
      'says that $focus is not there',
      'does not tell whether a hidden node exists',
    ],
  },
  'GR-52': {
    tests: ['asks once however many wait', 'gives viewers of the same graphs the same events'],
  },
  'GR-53': {
    reason:
      'Telemetry of no mesh would need a reader of its own: it is a mesh vendor’s folder behind the same seam, not a setting of the graph.',
  },
  'SH-20': { tests: ['reads back what it writes', 'keeps the view in the address'] },
  'SH-21': {
    tests: [
      'leaves the frame away in kiosk mode',
      'is embedded without masthead, and without toolbar when asked',
      'tells the page around what is looked at and what is selected',
      'is not shown in a frame of another origin, and tells it nothing',
      'goes full screen without what is not the picture, and comes back',
    ],
  },
  'SH-22': { tests: ['hangs up while nobody looks, without a word, and resumes'] },
  'SH-23': { tests: ['is toured with the keyboard, once'] },
}
