#pragma once

#include <string>

#include "dmp/core/date.hpp"

namespace dmp::model {

/// Mailbox is a person's name, which may be empty, and an e-mail address (RFC 5322, 3.4).
struct Mailbox {
  std::string name;
  std::string address;
};

/// Mail is a message to be sent by a person, in plain text; lines end with "\n".
struct Mail {
  Mailbox from;
  Mailbox to;
  std::string subject;
  std::string body;
  Date date;
};

}  // namespace dmp::model
