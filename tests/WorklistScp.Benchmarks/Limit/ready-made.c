// The least that answering a query can cost: a server that knows nothing, and sends the same bytes to whoever asks.
// usage: ready-made PORT ACCEPT_FILE ANSWER_FILE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ASSOCIATE_RQ = 1, P_DATA = 4, RELEASE_RQ = 5, HEADER = 6, COMMAND = 1, LAST = 2, LARGEST = 1 << 20 };

typedef struct { unsigned char *bytes; size_t length; } Message;

static Message accepted, answer;
static const Message released = { (unsigned char[]) { 6, 0, 0, 0, 0, 4, 0, 0, 0, 0 }, 10 };

static Message read_file(const char *name)
{
    FILE *file = fopen(name, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) { perror(name); exit(1); }
    long length = ftell(file);
    rewind(file);
    Message message = { malloc(length), length };
    if (!message.bytes || fread(message.bytes, 1, length, file) != (size_t)length) { perror(name); exit(1); }
    fclose(file);
    return message;
}

static int receive(int peer, unsigned char *to, size_t length)
{
    while (length > 0)
    {
        ssize_t count = recv(peer, to, length, 0);
        if (count <= 0) { return 0; }
        to += count;
        length -= count;
    }
    return 1;
}

static int send_all(int peer, Message message)
{
    while (message.length > 0)
    {
        ssize_t count = send(peer, message.bytes, message.length, MSG_NOSIGNAL);
        if (count <= 0) { return 0; }
        message.bytes += count;
        message.length -= count;
    }
    return 1;
}

static size_t number(const unsigned char *at) { return (size_t)at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3]; }

// Whether the last fragment of an identifier is among the values (PS3.8 table 9-23).
static int ends_query(const unsigned char *values, size_t length)
{
    for (size_t at = 0; at + 6 <= length; at += 4 + number(values + at))
    {
        if ((values[at + 5] & (COMMAND | LAST)) == LAST) { return 1; }
    }
    return 0;
}

static int answer_pdu(int peer, unsigned char type, const unsigned char *body, size_t length)
{
    switch (type)
    {
        case ASSOCIATE_RQ: return send_all(peer, accepted);
        case P_DATA: return !ends_query(body, length) || send_all(peer, answer);
        case RELEASE_RQ: send_all(peer, released); return 0;
        default: return 0;
    }
}

static void *serve(void *argument)
{
    int peer = (int)(long)argument;
    unsigned char header[HEADER], *body = malloc(LARGEST);
    setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &(int) { 1 }, sizeof(int));
    while (body && receive(peer, header, HEADER))
    {
        size_t length = number(header + 2);
        if (length > LARGEST || !receive(peer, body, length) || !answer_pdu(peer, header[0], body, length)) { break; }
    }
    free(body);
    close(peer);
    return NULL;
}

int main(int count, char **words)
{
    if (count != 4) { fprintf(stderr, "usage: ready-made PORT ACCEPT_FILE ANSWER_FILE\n"); return 2; }
    accepted = read_file(words[2]);
    answer = read_file(words[3]);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(atoi(words[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 128) != 0)
    {
        perror("listen");
        return 1;
    }
    for (;;)
    {
        int peer = accept(listener, NULL, NULL);
        pthread_t thread;
        if (peer >= 0 && pthread_create(&thread, NULL, serve, (void *)(long)peer) == 0) { pthread_detach(thread); }
    }
}
