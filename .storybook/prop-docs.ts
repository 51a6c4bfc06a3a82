import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import type { Plugin } from 'vite'

/** What the documentation says about a prop or an option. */
export interface PropDoc {
  readonly name: string
  /** Its type, without `undefined`. */
  readonly type: string
  /** The declaration of the type, where it has a name. */
  readonly typeDeclaration: string | undefined
  /** Whether a control can set it, and which one. */
  readonly control: 'boolean' | 'number' | 'text' | 'object' | 'none' | readonly string[]
  readonly description: string
  readonly defaultValue: string | undefined
  /** Name of the interface or type that declares it. */
  readonly declaredIn: string
}

/** The types whose properties are documented: the props of the component, and the options of the hook. */
const documentedTypes = ['ResumableInquiryProps', 'ResumableInquiryOptions'] as const

export type PropDocs = Readonly<Record<(typeof documentedTypes)[number], readonly PropDoc[]>>

/** Provides the documentation to the preview as the module `virtual:prop-docs`. */
export function propDocs(): Plugin {
  const id = 'virtual:prop-docs'
  return {
    name: 'prop-docs',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (module) =>
      module === `\0${id}`
        ? `export const propDocs = ${JSON.stringify(readPropDocs())}`
        : undefined,
  }
}

/** The repository's root, with slashes, as TypeScript names its files. */
const root = fileURLToPath(new URL('..', import.meta.url)).replaceAll('\\', '/')

/**
 * Reads names, types and doc comments from the source of `@resumable-inquiry/react`.
 *
 * Uses TypeScript 6, a dependency of this folder: TypeScript 7 has no compiler API.
 */
export function readPropDocs(): PropDocs {
  const folder = `${root}packages/react`
  const { options } = ts.parseJsonSourceFileConfigFileContent(
    ts.readJsonConfigFile(`${folder}/tsconfig.json`, ts.sys.readFile),
    ts.sys,
    folder,
  )
  const program = ts.createProgram([`${folder}/src/index.ts`], options)
  const checker = program.getTypeChecker()
  const index = program.getSourceFile(`${folder}/src/index.ts`)
  const module = index && checker.getSymbolAtLocation(index)
  if (module === undefined) throw new Error('packages/react/src/index.ts was not found.')
  const exports = checker.getExportsOfModule(module)

  const read = (typeName: string): readonly PropDoc[] => {
    const exported = exports.find(({ name }) => name === typeName)
    if (exported === undefined) throw new Error(`packages/react does not export ${typeName}.`)
    const type = checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(exported))
    return checker.getPropertiesOfType(type).map((property) => describe(property, checker))
  }
  const [component, hook] = documentedTypes
  return { [component]: read(component), [hook]: read(hook) }
}

function describe(property: ts.Symbol, checker: ts.TypeChecker): PropDoc {
  const type = checker.getNonNullableType(checker.getTypeOfSymbol(property))
  const annotation = annotationOf(property)
  const { description, defaultValue } = readComment(property, checker)
  return {
    name: property.name,
    type: describeType(type, annotation, checker),
    typeDeclaration: declarationOf(annotation, checker),
    control: controlFor(type, checker),
    description,
    defaultValue,
    declaredIn: declaringType(property),
  }
}

function readComment(
  property: ts.Symbol,
  checker: ts.TypeChecker,
): Pick<PropDoc, 'description' | 'defaultValue'> {
  const comment = ts.displayPartsToString(property.getDocumentationComment(checker))
  // A tag at the end of a line belongs to the text.
  const [text = '', inline] = comment.split(/\s*@default\s+/)
  const tag = property.getJsDocTags(checker).find(({ name }) => name === 'default')
  const defaultValue = inline ?? (tag && ts.displayPartsToString(tag.text))
  return {
    description: text.trim(),
    defaultValue: defaultValue?.replaceAll('`', '').replaceAll(/\s+/g, ' '),
  }
}

/** Returns the type as the source spells it, or as its values. */
function describeType(
  type: ts.Type,
  annotation: ts.TypeNode | undefined,
  checker: ts.TypeChecker,
): string {
  const values = literals(type)
  if (values !== undefined) return values.map((value) => `'${value}'`).join(' | ')
  if (annotation === undefined || ts.isIndexedAccessTypeNode(annotation)) {
    if (controlFor(type, checker) === 'text') return 'string'
    return checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation)
  }
  if (!ts.isTypeLiteralNode(annotation)) return annotation.getText().replace(/ \| undefined$/, '')
  const members = annotation.members.map((member) => member.getText())
  return `{ ${members.join('; ').replaceAll(/readonly | \| undefined/g, '')} }`
}

/** Returns the annotation of a property without `undefined`, which each optional one has. */
function annotationOf({ declarations = [] }: ts.Symbol): ts.TypeNode | undefined {
  const annotations = declarations.flatMap((declaration) =>
    ts.isPropertySignature(declaration) && declaration.type ? [declaration.type] : [],
  )
  const [type] = annotations.filter((node) => node.kind !== ts.SyntaxKind.UndefinedKeyword)
  if (type === undefined || !ts.isUnionTypeNode(type)) return type
  const parts = type.types.filter((part) => part.kind !== ts.SyntaxKind.UndefinedKeyword)
  const [only, ...others] = parts
  if (only === undefined || others.length > 0) return type
  return ts.isParenthesizedTypeNode(only) ? only.type : only
}

/** Returns what is in the type: the members, or the declaration of a type of the project's. */
function declarationOf(
  annotation: ts.TypeNode | undefined,
  checker: ts.TypeChecker,
): string | undefined {
  if (annotation === undefined) return undefined
  if (ts.isTypeLiteralNode(annotation)) return annotation.getText().replaceAll(/^ {4}/gm, '')
  if (!ts.isTypeReferenceNode(annotation)) return undefined
  const symbol = checker.getSymbolAtLocation(annotation.typeName)
  const isAlias = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0
  const declaration = (isAlias ? checker.getAliasedSymbol(symbol) : symbol)?.declarations?.[0]
  const isOurs = declaration?.getSourceFile().fileName.startsWith(`${root}packages/`)
  return isOurs ? declaration?.getText().replace(/^export /, '') : undefined
}

function controlFor(type: ts.Type, checker: ts.TypeChecker): PropDoc['control'] {
  if (type.flags & ts.TypeFlags.BooleanLike) return 'boolean'
  const values = literals(type)
  if (values !== undefined) return values
  const parts = type.isUnion() ? type.types : [type]
  if (parts.some((part) => part.getCallSignatures().length > 0)) return 'none'
  if (parts.some(({ flags }) => flags & ts.TypeFlags.StringLike)) return 'text'
  if (parts.every(({ flags }) => flags & ts.TypeFlags.NumberLike)) return 'number'
  return checker.typeToString(type) === 'ReactNode' ? 'none' : 'object'
}

/** Returns the values of a union of strings. */
function literals(type: ts.Type): readonly string[] | undefined {
  if (!type.isUnion()) return undefined
  const values = type.types.flatMap((part) => (part.isStringLiteral() ? [part.value] : []))
  return values.length === type.types.length ? values : undefined
}

function declaringType({ declarations = [] }: ts.Symbol): string {
  for (const declaration of declarations) {
    const owner = ts.findAncestor(
      declaration,
      (node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node),
    )
    if (owner !== undefined) return owner.name.text
  }
  return ''
}
