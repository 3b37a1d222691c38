/*
 * The door: one thread that accepts connections and gives each to the event thread that has
 * the fewest. The library by itself takes ten between two rounds of its work; when a round is
 * long, whoever comes then waits for many rounds while the connections inside are served.
 */
#ifndef LX_HTTP_DOOR_H
#define LX_HTTP_DOOR_H

struct http;
struct door;

/* Takes over the listening socket, also when it fails (NULL). The daemons must run. */
struct door *door_start(struct http *h, int socket);
/* Refuses whoever comes from now on. */
void door_stop(struct door *d);

#endif
