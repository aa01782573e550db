// A small reader of SBE schemas: it turns an XML schema into functions that write and read its messages. It knows what
// Muster's schemas use: fixed fields, arrays of characters, enums, groups and data, little endian.

import { readFileSync } from 'node:fs';

const PRIMITIVES =
{
    char: { size: 1, read: (b, at) => b.readUInt8(at), write: (b, at, v) => b.writeUInt8(v, at) },
    int8: { size: 1, read: (b, at) => b.readInt8(at), write: (b, at, v) => b.writeInt8(v, at) },
    uint8: { size: 1, read: (b, at) => b.readUInt8(at), write: (b, at, v) => b.writeUInt8(v, at) },
    int16: { size: 2, read: (b, at) => b.readInt16LE(at), write: (b, at, v) => b.writeInt16LE(v, at) },
    uint16: { size: 2, read: (b, at) => b.readUInt16LE(at), write: (b, at, v) => b.writeUInt16LE(v, at) },
    int32: { size: 4, read: (b, at) => b.readInt32LE(at), write: (b, at, v) => b.writeInt32LE(v, at) },
    uint32: { size: 4, read: (b, at) => b.readUInt32LE(at), write: (b, at, v) => b.writeUInt32LE(v, at) },
    int64: { size: 8, read: (b, at) => b.readBigInt64LE(at), write: (b, at, v) => b.writeBigInt64LE(BigInt(v), at) },
    uint64: { size: 8, read: (b, at) => b.readBigUInt64LE(at), write: (b, at, v) => b.writeBigUInt64LE(BigInt(v), at) }
};

const MESSAGE_BYTES_MAX = 65536;

/** The elements of an XML text as { name, attributes, children, text }; enough XML for a schema. */
function parseXml(text)
{
    const root = { name: '', attributes: {}, children: [], text: '' };
    const open = [root];
    const tokens = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<\/[^>]+>|<([\w:]+)((?:\s+[\w:]+\s*=\s*"[^"]*")*)\s*(\/?)>|[^<]+/g;
    for (const [token, name, attributes, selfClosing] of text.matchAll(tokens))
    {
        if (name)
        {
            const element = { name: name.replace(/^.*:/, ''), attributes: {}, children: [], text: '' };
            for (const [, key, value] of attributes.matchAll(/([\w:]+)\s*=\s*"([^"]*)"/g))
            {
                element.attributes[key] = value;
            }
            open.at(-1).children.push(element);
            if (!selfClosing)
            {
                open.push(element);
            }
        }
        else if (token.startsWith('</'))
        {
            open.pop();
        }
        else if (!token.startsWith('<'))
        {
            open.at(-1).text += token.trim();
        }
    }
    return root.children[0];
}

/** How a field of a type is written and read: { size, read, write }. */
function codecOf(typeName, types)
{
    if (PRIMITIVES[typeName])
    {
        return PRIMITIVES[typeName];
    }
    const type = types.get(typeName);
    if (!type)
    {
        throw new Error(`the schema has no type ${typeName}`);
    }
    return type.name === 'enum' ? enumCodec(type, types) : arrayCodec(type);
}

function enumCodec(type, types)
{
    const wire = codecOf(type.attributes.encodingType, types);
    const numbers = new Map(type.children.map(value => [value.attributes.name, Number(value.text)]));
    const names = new Map([...numbers].map(([name, number]) => [number, name]));
    return {
        size: wire.size,
        read: (b, at) => names.get(wire.read(b, at)) ?? wire.read(b, at),
        write: (b, at, v) => wire.write(b, at, numbers.get(v))
    };
}

function arrayCodec(type)
{
    const length = Number(type.attributes.length ?? 1);
    const primitive = PRIMITIVES[type.attributes.primitiveType];
    if (length === 1)
    {
        return primitive;
    }
    return {
        size: length,
        read: (b, at) => b.toString('ascii', at, at + length).replace(/\0+$/, ''),
        write: (b, at, v) => b.fill(0, at, at + length).write(v, at, length, 'ascii')
    };
}

/** Fields with their offsets, groups and data of a message or a group. */
function layoutOf(element, types)
{
    const layout = { fields: [], groups: [], data: [], blockLength: 0 };
    for (const child of element.children)
    {
        const { name, type } = child.attributes;
        if (child.name === 'field')
        {
            const codec = codecOf(type, types);
            layout.fields.push({ name, codec, offset: layout.blockLength });
            layout.blockLength += codec.size;
        }
        else if (child.name === 'group')
        {
            layout.groups.push({ name, layout: layoutOf(child, types) });
        }
        else if (child.name === 'data')
        {
            layout.data.push({ name, isText: type === 'varString' });
        }
    }
    return layout;
}

function write(buffer, begin, layout, values)
{
    for (const { name, codec, offset } of layout.fields)
    {
        codec.write(buffer, begin + offset, values[name] ?? 0);
    }
    let at = begin + layout.blockLength;
    for (const group of layout.groups)
    {
        const entries = values[group.name] ?? [];
        buffer.writeUInt16LE(group.layout.blockLength, at);
        buffer.writeUInt16LE(entries.length, at + 2);
        at += 4;
        for (const entry of entries)
        {
            at = write(buffer, at, group.layout, entry);
        }
    }
    for (const { name } of layout.data)
    {
        const bytes = Buffer.from(values[name] ?? '');
        buffer.writeUInt16LE(bytes.length, at);
        bytes.copy(buffer, at + 2);
        at += 2 + bytes.length;
    }
    return at;
}

/** Reads with the sender's block length, so that a later version's longer blocks are understood. */
function read(buffer, begin, layout, blockLength, values)
{
    for (const { name, codec, offset } of layout.fields)
    {
        values[name] = codec.read(buffer, begin + offset);
    }
    let at = begin + blockLength;
    for (const group of layout.groups)
    {
        const entryLength = buffer.readUInt16LE(at);
        const count = buffer.readUInt16LE(at + 2);
        at += 4;
        values[group.name] = [];
        for (let i = 0; i < count; i++)
        {
            const entry = {};
            at = read(buffer, at, group.layout, entryLength, entry);
            values[group.name].push(entry);
        }
    }
    for (const { name, isText } of layout.data)
    {
        const length = buffer.readUInt16LE(at);
        const bytes = buffer.subarray(at + 2, at + 2 + length);
        values[name] = isText ? bytes.toString('utf8') : Buffer.from(bytes);
        at += 2 + length;
    }
    return at;
}

/** The messages of a schema file, to be written and read by name. */
export class Schema
{
    #id;
    #version;
    #byName = new Map();
    #byTemplate = new Map();

    constructor(file)
    {
        const root = parseXml(readFileSync(file, 'utf8'));
        this.#id = Number(root.attributes.id);
        this.#version = Number(root.attributes.version);
        const types = new Map(root.children.filter(child => child.name === 'types')
            .flatMap(group => group.children)
            .map(type => [type.attributes.name, type]));
        for (const element of root.children.filter(child => child.name === 'message'))
        {
            const { name, id } = element.attributes;
            const message = { name, template: Number(id), layout: layoutOf(element, types) };
            this.#byName.set(name, message);
            this.#byTemplate.set(message.template, message);
        }
    }

    /** A message with its header, as bytes. Fields that are not given are 0. */
    encode(name, values = {})
    {
        const { template, layout } = this.#byName.get(name);
        const buffer = Buffer.alloc(MESSAGE_BYTES_MAX);
        [layout.blockLength, template, this.#id, this.#version].forEach((v, i) => buffer.writeUInt16LE(v, 2 * i));
        return buffer.subarray(0, write(buffer, 8, layout, values));
    }

    /** What some bytes say: the values of the fields, and the message's name as `message`. */
    decode(buffer)
    {
        const [blockLength, template, schemaId] = [0, 2, 4].map(at => buffer.readUInt16LE(at));
        const message = this.#byTemplate.get(template);
        if (schemaId !== this.#id || !message)
        {
            throw new Error(`message ${template} of schema ${schemaId} is not in schema ${this.#id}`);
        }
        const values = { message: message.name };
        read(buffer, 8, message.layout, blockLength, values);
        return values;
    }
}
