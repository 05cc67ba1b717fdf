#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/date.hpp"

namespace dmp::model {

/// Mailbox is a person's name, which may be empty, and an e-mail address (RFC 5322, 3.4).
struct Mailbox {
  std::string name;
  std::string address;

  bool operator==(const Mailbox&) const = default;
};

/// Attachment is a file that goes with a mail.
struct Attachment {
  std::string name;
  std::string media_type;  ///< "application/pdf"
  Bytes content;
};

/// Mail is a message to be sent by a person, in plain text; lines end with "\n".
struct Mail {
  Mailbox from;
  Mailbox to;
  std::string subject;
  std::string body;
  Date date;
  std::vector<Mailbox> cc = {};
  std::vector<Attachment> attachments = {};
};

/// is_email tells whether a text has the form of an addr-spec (RFC 5321, 4.1.2) without a quoted
/// local part, which no portal takes.
bool is_email(std::string_view email);

/// to_eml renders a message as a draft that mail programs open (RFC 5322, MIME of RFC 2045, RFC
/// 2047 and RFC 2231, UTF-8 as quoted-printable, lines ended by CRLF). Texts must be UTF-8; control
/// characters in headers become spaces, so that no value can add a header. The same mail gives the
/// same bytes.
std::string to_eml(const Mail& mail);

/// Sent is what can be read back of a message.
struct Sent {
  Date date;
  std::vector<Attachment> attachments;
};

/// read_back takes the day and the attachments out of a message that to_eml rendered; nothing when
/// it has no day. It does not judge: of a message that somebody changed it may give anything, which
/// rendering it again and comparing shows.
std::optional<Sent> read_back(std::string_view eml);

}  // namespace dmp::model
