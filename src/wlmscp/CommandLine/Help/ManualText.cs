namespace Wlmscp.CommandLine.Help;

/// <summary>The prose of the manual page, in the markup of <see cref="RoffProse"/>.</summary>
internal static class ManualText
{
    /// <summary>What the program is, in half a line: the shell's <c>apropos</c> finds it.</summary>
    public const string Name = "answers DICOM worklist queries of modalities out of directories of files";

    /// <summary>The forms of the command line.</summary>
    public static readonly string[] Usages =
        ["`wlmscp` [*options*] [*port*]", "`wlmscp completion bash|zsh|fish`", "`wlmscp manual` [*command*]"];

    /// <summary>What the program does.</summary>
    public const string Description = """
        `wlmscp` is a DICOM Modality Worklist SCP:
        machines for CT, MR or ultrasound ask it which patients are scheduled for them,
        and it answers out of directories of worklist files.
        It serves the Modality Worklist Information Model (C-FIND) and Verification (C-ECHO).

        It replaces `wlmscpfs`(1) of DCMTK: it reads the same directories and takes the same options,
        and it may be started by that name.

        It stays in the foreground, and says on standard error when it listens:

            wlmscp: listening on 0.0.0.0:104, 1 storage area in /export/services/worklist: AETITLE_1

        `wlmscp completion` with the name of a shell prints what makes `bash`(1), `zsh`(1) or `fish`(1) complete commands,
        options and their values, keywords and storage areas; `wlmscp completion --help` says where to put it;
        `wlmscp manual` prints this page, and with the name of a command the page of that.

        == Storage areas

        The called AE title of an association names a subdirectory of `--dir`: the storage area.
        An association that calls another name is rejected.
        AE titles that serve as a name have 1 to 16 ASCII letters, digits, blanks and `- : @ _`; letter case counts.

        A storage area holds a file named `lockfile`, which may be empty, and worklist files:
        DICOM files whose names end in `.wl`, such as `dump2dcm`(1) makes. Other files in it do not matter.
        A worklist file that cannot be read is skipped with a warning in the log.
        Changes count from the next query on; nothing needs to be restarted.

        The kernel tells of changes (`inotify`(7)), so that a query opens only files that changed.
        In case something escapes it, such as a change through mapped memory or under another name of a file,
        all files are looked at beside the queries, every 5 seconds or, where that takes long, less often;
        not while nobody has asked for an hour, after which the first query waits for it.
        With `--rescan` queries look at them instead.
        On file systems over a network, and those made by programs (FUSE), each is looked at for every query;
        with `--writers rename`, only when the times of the directory or of the lockfile have changed.
        So it is when the kernel refuses one more watch, of which a line in the log warns:
        each storage area takes one (`fs.inotify.max_user_watches`), all together one instance.

        == Locks

        While it looks into a storage area, `wlmscp` holds a shared lock on the lockfile.
        Who changes files there holds an exclusive one meanwhile, so that no query sees half of the change.
        Linux has two kinds of lock that know nothing of each other:
        those of `fcntl`(2), which are the only ones that `wlmscpfs` honours,
        and those of `flock`(2), which `flock`(1) takes for shell scripts. `wlmscp` honours both.

        A query waits for the lock for as long as `--lock-timeout` says, and is then answered with status A700,
        out of resources, and a comment that says why.
        So is a query of an area without a lockfile, unless `--no-lockfile` is given.

        == Encryption

        With `--enable-tls` the port takes TLS connections only, or with `--tls-port` another one besides it.
        A modality then needs a certificate of an authority that `--add-cert-file` or `--add-cert-dir` names,
        unless `--verify-peer-cert` or `--ignore-peer-cert` is given; who has none is not served.
        A revocation list that is missing, or not up to date, lets nobody in whom it is about.

        TLS 1.2 and 1.3 are spoken (DICOM PS3.15 B.12 and B.13). The retired profiles that allowed less are refused.
        Encrypted keys are PKCS #8: `openssl pkcs8 -topk8` makes one of another.

        Keys are read before `--user` takes effect. For SIGHUP to read them again, that user needs to be allowed to.

        == Matching

        The keys that `wlmscpfs` matches leave out entries that have no value for them. Every other attribute of
        DICOM PS3.4 table K.6-1 is matched too, but such a key leaves out only entries that have another value,
        unless `--strict-matching` is given. Numbers and measurements are never matched.
        A value of any other attribute is ignored, which responses tell by status FF01.

        Dates and times are compared as instants where query and entry both name a Timezone Offset From UTC,
        else as they stand.

        Text of files and queries that name no character set, or none that is known, is read as UTF-8 where it is that,
        else as `--default-char-set` says. Private attributes belong to their private creator, whatever its block.

        == Complete files

        A worklist file is served when it is complete, unless `--disable-file-reject` is given.
        It is complete when

        - it has a value for each of Patient's Name, Patient ID, Study Instance UID and Requested Procedure ID;

        - its Scheduled Procedure Step Sequence has one item, and that a value for each of Modality,
        Scheduled Station AE Title, Scheduled Procedure Step Start Date, Start Time and ID;

        - the requested procedure and the step have a description or codes each, neither of them without a value,
        and each code has a Code Value and a Coding Scheme Designator;

        - each item of Referenced Study Sequence and Referenced Patient Sequence, if there are any,
        has a Referenced SOP Class UID and a Referenced SOP Instance UID.

        An incomplete file is skipped, with a warning in the log that names all that is missing.
        """;

    /// <summary>What holds for all commands.</summary>
    public static readonly string Commands = $"""
        These commands work on files. Errors are one line on standard error: the file, the line or tag, what was
        expected. Each has a page of its own. Exit status: {ExitCodes.Sentence}.
        """;

    /// <summary>What holds for all options.</summary>
    public const string Options = """
        The options of `wlmscpfs` have their names, long and short.
        Of options that exclude each other the last one counts; so does the last value of an option given twice,
        unless it may be given several times.
        `--option=VALUE` and `--option:VALUE` mean `--option VALUE`.

        `port`::
        the TCP port to listen on, as `wlmscpfs` takes it; `--port` is the other way to give it
        """;

    private const string AccessControl = """
        Without any of these options everyone who reaches the port may read the worklists,
        which a warning says at the start, unless the address is the loopback one.

        Each kind of rule that is given must admit a peer:
        `--allow` its address, `--access-control` its address or name, `--allow-calling` its calling AE title.
        A host that is refused gets nothing but a closed connection, an AE title A-ASSOCIATE-RJ 1, 1, 3;
        the log has a line for each, with the rule.

        A *CIDR* is an address, such as 192.0.2.7, or a range, such as 192.0.2.0/24 or 2001:db8::/32;
        bits behind the length must be zero. IPv4 addresses in IPv6 ones count as IPv4.
        In an *AETITLE*, `*` stands for any characters, `?` for one, and for an `@`; letter case counts.
        Bytes of a calling AE title outside the default repertoire, and backslashes, read `\xd6` here as in the log:
        only `*` stands for them.
        What a peer says of its AE title nobody verifies: bind it to an address.

        == Files of hosts_access(5)

        `--access-control` means what it means for `wlmscpfs`.
        The first rule of `/etc/hosts.allow`, then of `/etc/hosts.deny`, that is for a peer decides;
        without one it is let in. A file that does not exist has no rules.
        A rule is for this program if its daemons have `ALL`, `wlmscp`, `wlmscpfs`, or the name it was started by.

            # /etc/hosts.allow
            wlmscp : 192.0.2.0/24 [2001:db8::]/32 .radiology.example.org EXCEPT 192.0.2.66

            # /etc/hosts.deny
            ALL : ALL

        Clients are `ALL`, `LOCAL`, `KNOWN`, `UNKNOWN`, `PARANOID`, addresses and their beginnings (192.0.2.), nets with
        mask or length, host names, domains with a dot in front, and patterns with `*` and `?`.
        `ALLOW` or `DENY` may stand in the third field.
        Shell commands, other options, `user@host`, `daemon@host`, netgroups and files of patterns are not supported:
        in a rule for this program they are an error at the start.

        The files are looked at for each connection. One that is broken, or cannot be read, refuses everyone.
        A host is looked up only where a rule with names decides. A name counts if it has the address in turn;
        if it is not found within `--acse-timeout`, the host is refused.

        == Proxies

        Connections from the addresses of `--proxy-protocol` must begin with a header of the PROXY protocol, version 2
        (`send-proxy-v2` of HAProxy), and those of others must not.
        Rules, limits and log then have the client's address.

        == Connections of one address

        An address, of IPv6 a network of 64 bits, may have `--max-per-address` connections open; more are closed.
        It never gets the last tenth of the associations, nor the last one where two or more may be open.
        Where all places for connections are taken, the oldest silent one of the address that has most is closed.
        Where many modalities come from one address, behind a router that translates addresses or a proxy that does not
        tell theirs, that is one address: then raise `--max-associations` by a ninth of what they need.
        """;

    private const string Hl7 = """
        With `--hl7-port` the daemon takes HL7 messages of version 2 over MLLP, besides DICOM, on the addresses of `--bind`.
        Without `--hl7-allow` everyone who reaches the port may change the worklists, which a warning says at the start,
        unless the address is the loopback one. `--hl7-tls-port` is one with TLS, by the options of DICOM's:
        the same keys, the same certificates of peers, read again on SIGHUP; `--hl7-allow` counts for both.
        `--proxy-protocol` is for neither.

        Segments may end with CR, LF, or both; bytes before a message are skipped,
        up to 1024 of them, blanks and ends of lines not counted.
        A sender may stay connected for ever. It may send messages before earlier ones are answered: they are carried out
        and answered one after the other, in their order; those of others meanwhile.
        A message has at most 1 MiB; a longer one is answered with AR, and the connection is closed.
        From its first byte to its last it may take as long as `--pdu-timeout` says, and so may the sender to take an
        answer; else the connection is closed.

        There may be 100 connections. One more takes the place of one whose message is not whole:
        of the address that has most of these, of the one that has waited longest.
        It is closed itself when all of them have a message in work.

        With `--hl7-folder` it takes files, too: those of the directory whose names end in `.hl7`, the oldest first,
        as soon as they have not changed for a second. Each may have several messages, with or without the segments of a
        batch, and 64 MiB. It is moved to the directory `done`, or to `failed` when one of its messages is refused,
        where its answers are beside it in `NAME.ack`; a name that is taken gets a number.
        While the worklist cannot be written the files wait, and are tried again after up to a minute.
        Names that begin with a dot, links, and all that is no regular file are left alone.
        The directory may not be in that of `--dir`.

        SIGTERM lets messages that have come in full be carried out and answered.
        At level info the log has a line for each message: MSH-9, MSH-10, MSH-3, MSH-4, and what was answered;
        for one that was refused a warning says why.
        """;

    private const string CommandFiles = """
        A word `@FILE` on the command line is replaced by the words in the file *FILE*, as programs of DCMTK do.

        Blanks, tabs and ends of lines separate words.
        Both kinds of quotation mark keep blanks in a word, up to the next one of the same kind, which ends the word.
        Backslashes are ordinary characters, and there are no comments.
        A word `@FILE` in a file is not replaced again. A file has at most 1 MiB of UTF-8 text.
        """;

    private const string LogConfiguration = """
        Without `--log-config` the log goes to standard error. The file that it names is JSON, with comments allowed:

            {
              "Serilog": {
                "MinimumLevel": { "Default": "Information", "Override": { "Query": "Debug" } },
                "WriteTo": [
                  { "Name": "Console", "Args": { "restrictedToMinimumLevel": "Warning" } },
                  { "Name": "File", "Args": { "path": "/var/log/wlmscp/wlmscp.log", "rollingInterval": "Day" } }
                ]
              }
            }

        The sample `logging.json` that comes with the program explains all that it may hold.
        Of a log configuration of DCMTK the level of the root logger counts, and nothing else.

        At level info the log has a line for each association and each query;
        from level debug on it holds patients' data.
        Nobody waits for standard error or a file that is too slow for the log:
        lines are dropped then, and a line says how many.

        Of what a peer can bring about at will, such as an A-ABORT or an AE title that is not known,
        the first of a kind and an address is written, and once a minute how many there were since;
        level debug has all.

        The file of `--audit-log` has a line of JSON for each association that was asked for, its end, and each query,
        and for hosts that were refused and TLS that failed; of these one a minute and address, with the `count`.
        Its fields are `time`, `event` (`host`, `tls`, `association`, `asked`, `query`, `end`, `lost`),
        `association`, `peer`, `tlsSubject`, `callingAETitle`, `calledAETitle`, `outcome`, `by` (`peer` or `server`),
        `status`, `result`, `source`, `reason`, `comment`,
        of a query `messageID`, `keys` (the names of those with a value, 100 at most), `moreKeys` (how many others),
        `matches`, `entries` (how many there are), `entriesLookedAt`, `bytes`,
        of an end `queries`, and of both `durationMs`.
        A line is in the file whole or not at all.
        When lines cannot be written, the file being full or hanging, the log has one error,
        and the file gets a line with `event` `lost` and their `count` when it goes on; no query waits for that.

        With `--audit-required` a query has a line with `event` `asked`, without `outcome`,
        which is on the disk before the first match is sent, and then its line with `event` `query`.
        Queries that cannot be recorded within 10 seconds are refused with status A700.
        """;

    private const string ExitStatus = """
        0::
        ended by SIGTERM or SIGINT, or what was asked for was printed

        1::
        could not start or go on; standard error says why, in one line

        2::
        the command line is wrong; standard error names the option, its value and what was expected

        Those of commands are 0 to 5, see COMMANDS.

        Before it serves, SIGTERM and SIGINT end the program as they end any other.
        """;

    private const string Signals = """
        SIGTERM, SIGINT::
        No new associations are accepted, open ones have 10 seconds to finish; a second signal ends them at once.

        SIGHUP::
        The file of `--log-config` is read again, log files and the audit log are opened anew,
        as `logrotate`(8) needs it.
        Keys, certificates and revocation lists are read again, for connections from then on;
        if one of them cannot be used, a line in the log says so, and those of before count on.
        """;

    private const string Files = """
        *DIR*`/`*AETITLE*`/lockfile`::
        what readers and writers of a storage area lock

        *DIR*`/`*AETITLE*`/*.wl`::
        worklist files

        *DIR*`/`*AETITLE*`/done/`, *DIR*`/`*AETITLE*`/put/`::
        entries that are off the list, and what `wlmscp put` remembers of its sources

        `/etc/hosts.allow`, `/etc/hosts.deny`::
        who may connect, with `--access-control`

        `/etc/default/wlmscp`, `/etc/wlmscp/logging.json`, `/var/lib/wlmscp/worklists`, `/usr/share/doc/wlmscp`::
        of the Debian package: options, what is logged, storage areas (members of the group `worklist` write there), and
        these pages: `install.md` first
        """;

    private const string Environment = """
        NOTIFY_SOCKET::
        The socket where `systemd`(1) is told that the program listens, reads its files again, or ends
        (`Type=notify`).

        LISTEN_PID, LISTEN_FDS::
        The listening socket that `systemd`(1) hands over; port, `--bind` and IP version are then without effect.
        """;

    private const string Examples = """
        Serve the storage areas below a directory on the port of DICOM, then give up the rights of root:

            wlmscp --port 104 --dir /export/services/worklist --user dicom

        Let two modalities ask, each from its own address:

            wlmscp --port 104 --dir /export/services/worklist \
                --allow-calling CT1@192.0.2.7 --allow-calling MR1@192.0.2.8

        Set up a storage area for modalities that call AETITLE_1:

            wlmscp init /export/services/worklist AETITLE_1

        Add an entry, and take a whole table:

            wlmscp add /export/services/worklist/AETITLE_1 PatientName=Doe^Jane PatientID=4711 AccessionNumber=42 \
                Modality=CT ScheduledStationAETitle=CT1 ScheduledProcedureStepStartDate=today \
                ScheduledProcedureStepStartTime=1030 RequestedProcedureDescription=Thorax
            wlmscp put /export/services/worklist/AETITLE_1 tomorrow.csv

        Ask for the CT examinations of today, as a modality does:

            wlmscp query localhost 104 --called AETITLE_1 Modality=CT ScheduledProcedureStepStartDate=today

        Put a file of another program into the area while no query reads
        (where `wlmscpfs` reads the area too, a lock of the other kind is needed):

            dump2dcm 42.dump /export/services/worklist/42.tmp
            flock /export/services/worklist/AETITLE_1/lockfile \
                mv /export/services/worklist/42.tmp /export/services/worklist/AETITLE_1/42.wl

        Serve only modalities with a certificate of the hospital's authority, encrypted, on the port for that:

            wlmscp --port 2762 --dir /export/services/worklist --add-cert-file /etc/wlmscp/authority.pem \
                --enable-tls /etc/wlmscp/wlmscp.key /etc/wlmscp/wlmscp.pem

        See why entries do not match a query, and why files are skipped; then the same of each query that comes:

            wlmscp explain /export/services/worklist AETITLE_1 Modality=CT ScheduledProcedureStepStartDate=today
            wlmscp --port 11112 --dir /export/services/worklist --debug
        """;

    /// <summary>Other pages to look at.</summary>
    public static readonly string[] SeeAlso =
    [
        "`findscu`(1)", "`wlmscpfs`(1)", "`dump2dcm`(1)", "`flock`(1)", "`openssl`(1)", "`hosts_access`(5)",
        "`systemd.service`(5)", "`systemd.socket`(5)",
    ];

    /// <summary>The sections that follow the options.</summary>
    public static readonly (string Title, string Text)[] SectionsAfterOptions =
    [
        ("ACCESS CONTROL", AccessControl),
        ("HL7", Hl7),
        ("COMMAND FILES", CommandFiles),
        ("LOG CONFIGURATION", LogConfiguration),
        ("EXIT STATUS", ExitStatus),
        ("SIGNALS", Signals),
        ("FILES", Files),
        ("ENVIRONMENT", Environment),
        ("EXAMPLES", Examples),
    ];
}
