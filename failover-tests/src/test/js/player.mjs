// Two players of Connect Four who know Muster by its schema alone: they check in, log in, meet in an instance and play to
// the end. The last line of output is what both saw, as JSON; the exit status is 0 only if they saw the same.
//
//     node player.mjs <folder of the schemas> <host> <TCP port of a session node>

import net from 'node:net';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { Schema } from './sbe.mjs';

const [schemas, host, port] = process.argv.slice(2);
const muster = new Schema(path.join(schemas, 'muster.xml'));
const samples = new Schema(path.join(schemas, 'samples.xml'));

const FRAME_HEADER = 6;
const ENCODING_SBE_LITTLE_ENDIAN = 0xEB50;
const GAME = 'connect-four';
const COLUMNS = 7;
const ROWS = 6;
const ANSWER_MS = 15_000;

/** One TCP connection to a session node: frames out, messages in. */
class Connection
{
    #socket;
    #bytes = Buffer.alloc(0);
    #heard = [];
    #waiting = null;
    #failure = null;

    static open(host, port)
    {
        return new Promise((resolve, reject) =>
        {
            const connection = new Connection();
            connection.#socket = net.connect({ host, port, noDelay: true }, () => resolve(connection));
            connection.#socket.on('error', reject);
            connection.#socket.on('data', bytes => connection.#hear(bytes));
            connection.#socket.on('close', () => connection.#fail(new Error('the session node closed the connection')));
        });
    }

    say(name, values)
    {
        const message = muster.encode(name, values);
        const frame = Buffer.alloc(FRAME_HEADER);
        frame.writeUInt32BE(FRAME_HEADER + message.length, 0);
        frame.writeUInt16BE(ENCODING_SBE_LITTLE_ENDIAN, 4);
        this.#socket.write(Buffer.concat([frame, message]));
    }

    #hear(bytes)
    {
        this.#bytes = Buffer.concat([this.#bytes, bytes]);
        while (this.#bytes.length >= FRAME_HEADER && this.#bytes.length >= this.#bytes.readUInt32BE(0))
        {
            const length = this.#bytes.readUInt32BE(0);
            this.#heard.push(muster.decode(this.#bytes.subarray(FRAME_HEADER, length)));
            this.#bytes = this.#bytes.subarray(length);
        }
        this.#wake();
    }

    #fail(failure)
    {
        this.#failure ??= failure;
        this.#wake();
    }

    #wake()
    {
        this.#waiting?.();
        this.#waiting = null;
    }

    /** The next message that is one of these; a refusal or a goodbye that is not waited for is an error. */
    async next(...names)
    {
        const timer = setTimeout(() => this.#fail(new Error(`no ${names} within ${ANSWER_MS} ms`)), ANSWER_MS);
        try
        {
            for (;;)
            {
                while (this.#heard.length > 0)
                {
                    const message = this.#heard.shift();
                    if (names.includes(message.message))
                    {
                        return message;
                    }
                    if (message.message === 'Refused' || message.message === 'Closing')
                    {
                        throw new Error(`${message.message} ${message.code}: ${message.sentence}`);
                    }
                }
                if (this.#failure)
                {
                    throw this.#failure;
                }
                await new Promise(resolve => { this.#waiting = resolve; });
            }
        }
        finally
        {
            clearTimeout(timer);
        }
    }

    close()
    {
        this.#socket.destroy();
    }
}

/** A guest with a name, logged in at one of the session nodes that the check-in listed. */
class Player
{
    #connection;
    #heartbeat;
    #requestSeq = 0n;
    #queryId = 0n;
    seat;
    instanceId;

    static async login(name, nodes)
    {
        const player = new Player();
        player.#connection = await openFirst(nodes);
        player.#connection.say('Login', { clientId: randomBytes(8).readBigInt64LE(), name });
        const welcome = await player.#connection.next('Welcome');
        player.#heartbeat = setInterval(
            () => player.#connection.say('PlayerHeartbeat', { clientNs: process.hrtime.bigint() }), welcome.heartbeatMs);
        console.log(`${name} is user ${welcome.userId}`);
        return player;
    }

    async create()
    {
        this.#connection.say('Create', { requestSeq: ++this.#requestSeq, gameType: GAME });
        await this.#seated();
    }

    /** Find instances with a free seat until this one is among them, then join it. */
    async join(instanceId)
    {
        for (let found = false; !found;)
        {
            this.#connection.say('Find', { queryId: ++this.#queryId, gameType: GAME, instancesMax: 100 });
            const answer = await this.#connection.next('Found');
            found = answer.instances.some(instance => instance.instanceId === instanceId);
        }
        this.#connection.say('Join', { requestSeq: ++this.#requestSeq, instanceId });
        await this.#seated();
    }

    async #seated()
    {
        const granted = await this.#connection.next('SeatGranted');
        this.seat = granted.seat;
        this.instanceId = granted.instanceId;
    }

    /** Play to the end; returns the last board and the reason why the seat was closed. */
    async play()
    {
        let outputSeq = 0n;
        let inputSeq = 0n;
        let movesSeen = -1;
        let board = null;
        for (;;)
        {
            const message = await this.#connection.next('Output', 'SeatClosed');
            if (message.message === 'SeatClosed')
            {
                return { board, reason: message.reason, inputs: inputSeq };
            }
            if (message.outputSeq !== outputSeq + 1n)
            {
                throw new Error(`output ${message.outputSeq} after ${outputSeq}`);
            }
            outputSeq = message.outputSeq;
            board = samples.decode(message.payload);
            if (board.outcome === 'PLAYING' && board.turn === this.seat && board.moves > movesSeen)
            {
                movesSeen = board.moves;
                const payload = samples.encode('ConnectFourMove', { column: chooseColumn(board) });
                this.#connection.say('Input',
                    { instanceId: this.instanceId, inputSeq: ++inputSeq, ackedOutputSeq: outputSeq, payload });
            }
            else
            {
                this.#connection.say('OutputAck', { instanceId: this.instanceId, outputSeq });
            }
        }
    }

    async logout()
    {
        clearInterval(this.#heartbeat);
        this.#connection.say('Logout', {});
        const closing = await this.#connection.next('Closing');
        if (closing.code !== 'LOGGED_OUT')
        {
            throw new Error(`logged out with ${closing.code}`);
        }
        this.#connection.close();
    }
}

/** Any column that is not full. */
function chooseColumn(board)
{
    const discs = board.discsOfSeat0 | board.discsOfSeat1;
    const free = [...Array(COLUMNS).keys()].filter(column => (discs >> BigInt(column * 7 + ROWS - 1) & 1n) === 0n);
    return free[Math.floor(Math.random() * free.length)];
}

/** Four in a row, found by shifting the board over itself: up, right and both diagonals. */
function hasFour(discs)
{
    return [1n, 7n, 6n, 8n].some(step =>
    {
        const pairs = discs & (discs >> step);
        return (pairs & (pairs >> 2n * step)) !== 0n;
    });
}

/** What a player who knows the rules says about the last board. */
function outcomeOf(board)
{
    if (hasFour(board.discsOfSeat0))
    {
        return 'WON_BY_SEAT_0';
    }
    if (hasFour(board.discsOfSeat1))
    {
        return 'WON_BY_SEAT_1';
    }
    return board.moves === COLUMNS * ROWS ? 'DRAWN' : 'PLAYING';
}

/** A node that is listed may have died since: try the next. */
async function openFirst([node, ...others])
{
    try
    {
        return await Connection.open(node.host, node.tcpPort);
    }
    catch (error)
    {
        if (others.length === 0)
        {
            throw error;
        }
        return openFirst(others);
    }
}

async function checkIn()
{
    const connection = await Connection.open(host, Number(port));
    connection.say('CheckIn', { sdkVersion: 1 });
    const { nodes } = await connection.next('SessionNodes');
    connection.close();
    return nodes;
}

const nodes = await checkIn();
const suffix = randomBytes(3).toString('hex');
const [ada, bob] = await Promise.all(
    [Player.login(`Ada-${suffix}`, nodes), Player.login(`Bob-${suffix}`, [...nodes].reverse())]);
await ada.create();
await bob.join(ada.instanceId);
const [seenByAda, seenByBob] = await Promise.all([ada.play(), bob.play()]);
await Promise.all([ada.logout(), bob.logout()]);

const boards = [seenByAda, seenByBob].map(seen => JSON.stringify(seen.board, (_, v) => typeof v === 'bigint' ? `${v}` : v));
const judged = outcomeOf(seenByAda.board);
const isOk = boards[0] === boards[1] && judged === seenByAda.board.outcome &&
    seenByAda.reason === 'INSTANCE_ENDED' && seenByBob.reason === 'INSTANCE_ENDED' &&
    Number(seenByAda.inputs + seenByBob.inputs) === seenByAda.board.moves;
console.log(JSON.stringify(
    { ok: isOk, sessionNodes: nodes.length, outcome: seenByAda.board.outcome, judged, moves: seenByAda.board.moves }));
process.exit(isOk ? 0 : 1);
