import path from 'node:path'
import { artifactFile } from './artifacts.ts'
import { freePort } from './ports.ts'
import { answersOk, briefGo, ServerProcess } from './server-process.ts'

export interface EtcdServer {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Starts the storage of an API server, with its data and log in `folder`. */
export async function startEtcd(folder: string): Promise<EtcdServer> {
  const url = `http://127.0.0.1:${await freePort()}`
  const peerUrl = `http://127.0.0.1:${await freePort()}`
  const server = new ServerProcess({
    name: 'etcd',
    command: artifactFile('etcd'),
    args: [
      `--data-dir=${path.join(folder, 'etcd')}`,
      `--listen-client-urls=${url}`,
      `--advertise-client-urls=${url}`,
      `--listen-peer-urls=${peerUrl}`,
      `--initial-advertise-peer-urls=${peerUrl}`,
      `--initial-cluster=default=${peerUrl}`,
      '--unsafe-no-fsync', // The data need not survive the machine, and disks of test machines are slow.
    ],
    env: briefGo,
    logFile: path.join(folder, 'etcd.log'),
    isReady: () => answersOk(`${url}/health`),
    readyWithinSeconds: 60,
  })
  await server.start()
  return { url, stop: () => server.stop() }
}
