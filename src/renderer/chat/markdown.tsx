import { memo } from 'react'
import { type Components, Streamdown } from 'streamdown'

/** Plain elements, styled by `.markdown`; an image is only named, since nothing is fetched from outside. */
const components: Components = {
  ul: ({ children }) => <ul>{children}</ul>,
  ol: ({ children }) => <ol>{children}</ol>,
  li: ({ children }) => <li>{children}</li>,
  strong: ({ children }) => <strong>{children}</strong>,
  h1: ({ children }) => <h3 className="font-serif text-lg">{children}</h3>,
  h2: ({ children }) => <h3 className="font-serif text-md font-medium">{children}</h3>,
  h3: ({ children }) => <h3 className="font-semibold">{children}</h3>,
  h4: ({ children }) => <h4 className="font-semibold">{children}</h4>,
  table: ({ children }) => (
    <div className="overflow-x-auto">
      <table>{children}</table>
    </div>
  ),
  thead: ({ children }) => <thead>{children}</thead>,
  tbody: ({ children }) => <tbody>{children}</tbody>,
  tr: ({ children }) => <tr>{children}</tr>,
  th: ({ children }) => <th>{children}</th>,
  td: ({ children }) => <td>{children}</td>,
  code: ({ children }) => <code>{children}</code>,
  pre: ({ children }) => <pre className="overflow-x-auto rounded-lg bg-sunk p-3 text-sm">{children}</pre>,
  blockquote: ({ children }) => (
    <blockquote className="border-l-2 border-line-strong pl-3 text-soft">{children}</blockquote>
  ),
  hr: () => <hr className="border-line" />,
  img: ({ alt }) => <em>{alt === undefined || alt === '' ? 'an image' : alt}</em>,
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  ),
}

/** Markdown that may still be growing. */
export const Markdown = memo(function Markdown({ text, streaming }: { text: string; streaming: boolean }) {
  return (
    <Streamdown
      className="markdown"
      mode={streaming ? 'streaming' : 'static'}
      parseIncompleteMarkdown={streaming}
      controls={false}
      components={components}
    >
      {text}
    </Streamdown>
  )
})
