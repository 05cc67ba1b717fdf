#include "dmp/model/mail.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "dmp/base/utf8.hpp"

namespace dmp::model {
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
std::string mailbox(const Mailbox& box) {
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

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::string_view kDateLine = "\r\nDate: ";

/// "Mon, 23 Nov 2026 00:00:00 +0000" (RFC 5322, 3.3).
std::string date_text(Date date) {
  constexpr std::string_view kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  const auto day = std::chrono::weekday(std::chrono::sys_days(date)).c_encoding();
  const auto iso = format_date(date);
  return std::string(kDays[day]) + ", " + iso.substr(8, 2) + " " +
         std::string(kMonths.at(static_cast<unsigned>(date.month()) - 1)) + " " + iso.substr(0, 4) +
         " 00:00:00 +0000";
}

/// The day that date_text wrote.
std::optional<Date> day_of(std::string_view eml) {
  const auto line = eml.find(kDateLine);
  // "Mon, 23 Nov 2026"
  if (line == std::string_view::npos || eml.size() < line + kDateLine.size() + 16) {
    return std::nullopt;
  }
  const auto text = eml.substr(line + kDateLine.size(), 16);
  const auto month = std::ranges::find(kMonths, text.substr(8, 3)) - kMonths.begin() + 1;
  const auto number = std::to_string(month);
  return parse_date(std::string(text.substr(12, 4)) + (month < 10 ? "-0" : "-") + number + "-" +
                    std::string(text.substr(5, 2)));
}

/// A list of addresses, one a line.
std::string mailboxes(const std::vector<Mailbox>& boxes) {
  std::string list;
  for (const auto& box : boxes) {
    list += (list.empty() ? "" : ",\r\n ") + mailbox(box);
  }
  return list;
}

constexpr std::string_view kBase64Digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base64 in lines of 76 characters (RFC 2045, 6.8).
std::string base64(ByteView bytes) {
  constexpr std::size_t kLine = 57;  // Bytes that make 76 characters.
  std::string out;
  out.reserve(bytes.size() / 3 * 4 + bytes.size() / kLine * 2 + 8);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const auto left = std::min<std::size_t>(bytes.size() - at, 3);
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      group = (group << 8U) | (i < left ? bytes[at + i] : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      out += i <= left ? kBase64Digits[(group >> (18 - 6 * i)) & 0x3FU] : '=';
    }
    if ((at + 3) % kLine == 0 || at + 3 >= bytes.size()) {
      out += "\r\n";
    }
  }
  return out;
}

/// The bytes that base64 wrote; what is no digit counts for nothing.
Bytes from_base64(std::string_view text) {
  Bytes bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t group = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const auto digit = kBase64Digits.find(c);
    if (digit == std::string_view::npos) {
      continue;
    }
    group = (group << 6U) | static_cast<std::uint32_t>(digit);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push_back(static_cast<std::uint8_t>((group >> bits) & 0xFFU));
    }
  }
  return bytes;
}

/// The file name of an attachment: quoted where it is plain ASCII, else as RFC 2231 says.
std::string filename(std::string_view raw) {
  const auto name = one_line(raw);
  const auto is_token = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_';
  };
  if (std::ranges::all_of(name, is_token)) {
    return "filename=\"" + name + "\"";
  }
  std::string encoded;
  for (const char c : name) {
    encoded += is_token(c) ? std::string(1, c) : "%" + hexadecimal(c).substr(1);
  }
  return "filename*=UTF-8''" + encoded;
}

/// Neither base64 nor quoted-printable can have "=_" (RFC 2045, 6.7).
constexpr std::string_view kBoundary = "=_dmpcert_part";
constexpr std::string_view kBeforeContent = "\r\nContent-Transfer-Encoding: base64\r\n\r\n";

constexpr std::string_view kTextPart =
    "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: "
    "quoted-printable\r\n\r\n";

std::string parts_of(const Mail& mail) {
  const auto delimiter = "--" + std::string(kBoundary);
  auto out = "Content-Type: multipart/mixed;\r\n boundary=\"" + std::string(kBoundary) +
             "\"\r\n\r\n" + delimiter + "\r\n" + std::string(kTextPart) +
             quoted_printable(mail.body) + "\r\n";
  for (const auto& file : mail.attachments) {
    out += delimiter + "\r\nContent-Type: " + file.media_type +
           "\r\nContent-Disposition: attachment;\r\n " + filename(file.name) +
           std::string(kBeforeContent) + base64(file.content);
  }
  return out + delimiter + "--\r\n";
}

bool is_domain(std::string_view domain) {
  bool has_dot = false;
  std::size_t label = 0;
  for (std::size_t i = 0; i < domain.size(); ++i) {
    const char c = domain[i];
    const bool is_letter =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (c == '.') {
      if (label == 0 || domain[i - 1] == '-') {
        return false;
      }
      has_dot = true;
      label = 0;
    } else if (is_letter || (c == '-' && label > 0)) {
      ++label;
    } else {
      return false;
    }
  }
  return has_dot && label >= 2;
}

}  // namespace

bool is_email(std::string_view email) {
  static constexpr std::string_view kSigns = "!#$%&'*+-/=?^_`{|}~.";
  const auto at = email.rfind('@');
  if (at == std::string_view::npos || at == 0 || at > 64) {
    return false;
  }
  const auto local = email.substr(0, at);
  const bool characters = std::ranges::all_of(local, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           kSigns.find(c) != std::string_view::npos;
  });
  return characters && !local.starts_with('.') && !local.ends_with('.') &&
         local.find("..") == std::string_view::npos && is_domain(email.substr(at + 1));
}

std::string to_eml(const Mail& mail) {
  auto head = "From: " + mailbox(mail.from) + "\r\nTo: " + mailbox(mail.to) + "\r\n";
  if (!mail.cc.empty()) {
    head += "Cc: " + mailboxes(mail.cc) + "\r\n";
  }
  head += "Subject: " + header_text(mail.subject) + std::string(kDateLine) + date_text(mail.date) +
          // Mail programs open it as a draft that is still to be sent.
          "\r\nX-Unsent: 1\r\nMIME-Version: 1.0\r\n";
  return head + (mail.attachments.empty() ? std::string(kTextPart) + quoted_printable(mail.body)
                                          : parts_of(mail));
}

std::optional<Sent> read_back(std::string_view eml) {
  const auto day = day_of(eml);
  if (!day) {
    return std::nullopt;
  }
  Sent sent{*day, {}};
  const auto delimiter = "\r\n--" + std::string(kBoundary);
  constexpr std::string_view kType = "Content-Type: ";
  constexpr std::string_view kName = "filename=\"";
  for (auto at = eml.find(delimiter); at != std::string_view::npos;) {
    const auto next = eml.find(delimiter, at + delimiter.size());
    // The line end before a delimiter ends the empty line before an empty attachment, too.
    const auto part = eml.substr(at, next == std::string_view::npos ? next : next + 2 - at);
    const auto type = part.find(kType);
    const auto name = part.find(kName);
    const auto content = part.find(kBeforeContent);
    if (type != std::string_view::npos && name != std::string_view::npos &&
        content != std::string_view::npos && type < name && name < content) {
      const auto from = [&part](std::size_t begin, char end) {
        return std::string(part.substr(begin, part.find(end, begin) - begin));
      };
      sent.attachments.push_back({from(name + kName.size(), '"'), from(type + kType.size(), '\r'),
                                  from_base64(part.substr(content + kBeforeContent.size()))});
    }
    at = next;
  }
  return sent;
}

}  // namespace dmp::model
