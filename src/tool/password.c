#include "tool/tool.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { PASSWORD_ROOM = 1024 };

struct str tool_password(struct arena *a, const char *question) {
    char line[PASSWORD_ROOM];
    struct termios shown, hidden;
    bool typed = !tcgetattr(STDIN_FILENO, &shown);
    if (typed) {
        hidden = shown;
        hidden.c_lflag &= ~(tcflag_t)ECHO;
        (void)fputs(question, stderr);
        (void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    const char *got = fgets(line, sizeof line, stdin);
    if (typed) {
        (void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
        (void)fputc('\n', stderr);
    }
    if (!got)
        return STR("");
    line[strcspn(line, "\r\n")] = '\0';
    struct str password = arena_str(a, str_from_c(line));
    sodium_memzero(line, sizeof line);
    return password;
}
