type Labels = Readonly<Record<string, string>>

/** The labels that proxies, too, name an app and its version by; null: it has none. */
export function appLabelsOf(podLabels: Labels): { app: string | null; version: string | null } {
  return {
    app: podLabels['app.kubernetes.io/name'] ?? podLabels['app'] ?? null,
    version: podLabels['app.kubernetes.io/version'] ?? podLabels['version'] ?? null,
  }
}
