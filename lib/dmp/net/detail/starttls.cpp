#include "dmp/net/detail/starttls.hpp"

#include <algorithm>
#include <array>

#include "dmp/base/tlv.hpp"

namespace dmp::net::detail {
namespace {

/// More than this is no answer to any of our questions.
constexpr std::size_t kLongest = std::size_t{16} * 1024;

/// Dialogue asks and reads until an answer is whole.
class Dialogue {
 public:
  Dialogue(const Wire& wire, std::string_view name) : wire_(wire), name_(name) {}

  Status say(std::string_view words) { return wire_.send(as_bytes(words)); }

  /// Reads until `is_whole` says of all that came that it is an answer.
  template <typename IsWhole>
  Result<std::string> hear(IsWhole is_whole) {
    std::string heard;
    while (!is_whole(heard)) {
      auto part = wire_.receive();
      if (!part) {
        return fail(std::move(part.error()));
      }
      if (part->empty() || heard.size() > kLongest) {
        return refused();
      }
      heard += as_text(*part);
    }
    return heard;
  }

  [[nodiscard]] tl::unexpected<Error> refused() const {
    return fail(ErrorKind::environment, "TLS-STARTTLS", {arg("file", name_)});
  }

  /// Waits for a line that begins so; another last line is a refusal.
  template <typename IsLast>
  Status expect(std::string_view start, IsLast is_last) {
    const auto whole = [&](const std::string& heard) { return !last_line(heard, is_last).empty(); };
    return hear(whole).and_then([&](const std::string& heard) {
      return last_line(heard, is_last).starts_with(start) ? Status() : Status(refused());
    });
  }

 private:
  template <typename IsLast>
  static std::string_view last_line(std::string_view heard, IsLast is_last) {
    while (true) {
      const auto end = heard.find('\n');
      if (end == std::string_view::npos) {
        return {};
      }
      if (is_last(heard.substr(0, end))) {
        return heard.substr(0, end);
      }
      heard.remove_prefix(end + 1);
    }
  }

  const Wire& wire_;
  std::string_view name_;
};

/// The last line of an SMTP reply has a space after its code (RFC 5321 4.2.1).
Status start_smtp(Dialogue dialogue) {
  const auto last = [](std::string_view line) { return line.size() < 4 || line[3] != '-'; };
  return dialogue.expect("220", last)
      .and_then([&] { return dialogue.say("EHLO dmpcert\r\n"); })
      .and_then([&] { return dialogue.expect("250", last); })
      .and_then([&] { return dialogue.say("STARTTLS\r\n"); })
      .and_then([&] { return dialogue.expect("220", last); });
}

Status start_imap(Dialogue dialogue) {
  const auto any = [](std::string_view) { return true; };
  const auto tagged = [](std::string_view line) { return !line.starts_with("* "); };
  return dialogue.expect("* OK", any)
      .and_then([&] { return dialogue.say("a1 STARTTLS\r\n"); })
      .and_then([&] { return dialogue.expect("a1 OK", tagged); });
}

/// An ExtendedRequest of the OID for StartTLS, and the resultCode of its response (RFC 4511 4.12).
Status start_ldap(Dialogue dialogue) {
  constexpr std::array<std::uint8_t, 9> kHead = {0x30, 0x1D, 0x02, 0x01, 0x01,
                                                 0x77, 0x18, 0x80, 0x16};
  constexpr std::uint8_t kResponse = 0x78;
  constexpr std::uint8_t kEnumerated = 0x0A;
  const auto whole = [](const std::string& heard) {
    const auto head = read_head(as_bytes(heard));
    return head && head->length && heard.size() >= head->header + *head->length;
  };
  return dialogue.say(std::string(as_text(kHead)) + "1.3.6.1.4.1.1466.20037")
      .and_then([&] { return dialogue.hear(whole); })
      .and_then([&](const std::string& heard) -> Status {
        const auto messages = read_elements(as_bytes(heard));
        const auto response =
            messages.empty() ? std::nullopt : find_element(messages.front().value, kResponse);
        const auto code = response ? find_element(*response, kEnumerated) : std::nullopt;
        return code && code->size() == 1 && code->front() == 0 ? Status()
                                                               : Status(dialogue.refused());
      });
}

}  // namespace

Status start_tls(const Wire& wire, StartTls start, std::string_view name) {
  switch (start) {
    case StartTls::smtp:
      return start_smtp({wire, name});
    case StartTls::imap:
      return start_imap({wire, name});
    case StartTls::ldap:
      return start_ldap({wire, name});
    case StartTls::none:
      break;
  }
  return {};
}

}  // namespace dmp::net::detail
