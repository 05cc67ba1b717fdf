#include "dmp/report/mail.hpp"

#include <algorithm>

#include "dmp/core/utf8.hpp"

namespace dmp::report {
namespace {

bool is_plain(char c) { return c >= ' ' && c <= '~'; }

std::string hexadecimal(char c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  return {'=', kDigits[byte >> 4U], kDigits[byte & 0xFU]};
}

std::string one_line(std::string_view text) {
  std::string out(text);
  std::ranges::replace_if(out, [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; }, ' ');
  return out;
}

/// A text in a header: as it is where ASCII will do, else as encoded words (RFC 2047, 4.2) of at
/// most 64 characters that never cut a character in two.
std::string header_text(std::string_view raw) {
  const auto text = one_line(raw);
  if (std::ranges::all_of(text, is_plain) && text.find("=?") == std::string::npos) {
    return text;
  }
  constexpr std::string_view kBegin = "=?UTF-8?Q?";
  constexpr std::size_t kLongest = 64 - kBegin.size() - 2;  // Room for the header's name.
  std::string out;
  std::string word;
  const auto flush = [&] {
    out += (out.empty() ? "" : "\r\n ") + std::string(kBegin) + word + "?=";
    word.clear();
  };
  for (std::size_t offset = 0; offset < text.size();) {
    const auto start = offset;
    code_point_at(text, offset);
    std::string encoded;
    for (const char c : text.substr(start, offset - start)) {
      const bool is_word =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      encoded += c == ' ' ? "_" : is_word ? std::string(1, c) : hexadecimal(c);
    }
    if (word.size() + encoded.size() > kLongest) {
      flush();
    }
    word += encoded;
  }
  flush();
  return out;
}

/// A name beside an address: quoted where it is ASCII (RFC 5322, 3.2.4).
std::string mailbox(const model::Mailbox& box) {
  const auto address = "<" + one_line(box.address) + ">";
  if (box.name.empty()) {
    return address;
  }
  auto name = header_text(box.name);
  if (!name.starts_with("=?")) {
    std::string quoted = "\"";
    for (const char c : name) {
      quoted += (c == '"' || c == '\\') ? "\\" + std::string(1, c) : std::string(1, c);
    }
    name = quoted + "\"";
  }
  return name + "\r\n " + address;
}

/// Quoted-printable (RFC 2045, 6.7): lines of at most 76 characters, no space at their end.
std::string quoted_printable(std::string_view body) {
  constexpr std::size_t kLongest = 75;
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    if (c == '\n') {
      out += "\r\n";
      column = 0;
      continue;
    }
    const bool ends_line = i + 1 == body.size() || body[i + 1] == '\n';
    const bool plain = is_plain(c) && c != '=' && !(c == ' ' && ends_line);
    const auto written = plain ? std::string(1, c) : hexadecimal(c);
    if (column + written.size() > kLongest) {
      out += "=\r\n";
      column = 0;
    }
    out += written;
    column += written.size();
  }
  return out;
}

/// "Mon, 23 Nov 2026 00:00:00 +0000" (RFC 5322, 3.3).
std::string date_text(Date date) {
  constexpr std::string_view kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::weekday(std::chrono::sys_days(date)).c_encoding();
  const auto iso = format_date(date);
  return std::string(kDays[day]) + ", " + iso.substr(8, 2) + " " +
         std::string(kMonths[static_cast<unsigned>(date.month()) - 1]) + " " + iso.substr(0, 4) +
         " 00:00:00 +0000";
}

}  // namespace

std::string to_eml(const model::Mail& mail) {
  return "From: " + mailbox(mail.from) + "\r\nTo: " + mailbox(mail.to) +
         "\r\nSubject: " + header_text(mail.subject) + "\r\nDate: " + date_text(mail.date) +
         // Mail programs open it as a draft that is still to be sent.
         "\r\nX-Unsent: 1\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n"
         "Content-Transfer-Encoding: quoted-printable\r\n\r\n" +
         quoted_printable(mail.body);
}

}  // namespace dmp::report
