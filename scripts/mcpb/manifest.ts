/**
 * The manifest of the bundle. The client brings its own Node; what its user leaves empty in the settings comes as the
 * placeholder itself, which the door takes as not given.
 */
export function manifest(version: string) {
  return {
    manifest_version: '0.3',
    name: 'sojourn',
    display_name: 'Sojourn',
    version,
    description: 'Trips, tasks and what matters to you, kept in Sojourn on this computer.',
    long_description:
      'Lets this assistant use the Sojourn app on this computer: plan trips, keep the to-do list, look up places. ' +
      'Nothing leaves the computer that you do not ask for; every change is shown in Sojourn under Activity and can be ' +
      'undone there. Sojourn must be installed; it is started by itself when needed.',
    author: { name: 'Sojourn' },
    license: 'MIT',
    icon: 'icon.png',
    icons: [{ src: 'icon.png', size: '512x512' }],
    server: {
      type: 'node',
      entry_point: 'server/sojourn-mcp.mjs',
      mcp_config: {
        command: 'node',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the client fills these in
        args: ['${__dirname}/server/sojourn-mcp.mjs'],
        env: {
          // biome-ignore lint/suspicious/noTemplateCurlyInString: the client fills these in
          SOJOURN_DATA_DIR: '${user_config.data_dir}',
          // biome-ignore lint/suspicious/noTemplateCurlyInString: the client fills these in
          SOJOURN_CREDENTIAL: '${user_config.credential}',
        },
      },
    },
    tools_generated: true,
    prompts_generated: true,
    keywords: ['travel', 'tasks', 'calendar', 'memory', 'local'],
    compatibility: { platforms: ['darwin', 'win32', 'linux'], runtimes: { node: '>=18.0.0' } },
    user_config: {
      data_dir: {
        type: 'directory',
        title: 'Data folder',
        description: 'Where Sojourn keeps its data. Leave it empty unless you moved it.',
        required: false,
      },
      credential: {
        type: 'string',
        title: 'Credential',
        description:
          'An access token made in Sojourn under Connections, if this assistant should have a name of its own there. ' +
          'Left empty, it is the unnamed assistant.',
        required: false,
        sensitive: true,
      },
    },
  } as const
}
