#include "dmp/card/detail/identify.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "dmp/card/atr.hpp"
#include "dmp/card/detail/files.hpp"
#include "dmp/card/detail/holder.hpp"
#include "dmp/core/tlv.hpp"
#include "dmp/identifiers/luhn.hpp"
#include "dmp/x509/certificate.hpp"

namespace dmp::card::detail {
namespace {

using model::CardGeneration;
using model::CardIdentity;

constexpr std::array<std::uint8_t, 4> kSerialNumber = {0x3F, 0x00, 0xD0, 0x03};
constexpr std::array<std::uint8_t, 4> kApplication = {0x3F, 0x00, 0x00, 0x01};
constexpr std::array<std::uint8_t, 2> kObjectDirectory = {0x50, 0x31};  // EF.ODF
constexpr std::array<std::uint8_t, 2> kTokenInfo = {0x50, 0x32};        // EF.CIAInfo

// Tags of ISO 7816-15.
constexpr std::uint8_t kSequence = 0x30;
constexpr std::uint8_t kOctets = 0x04;
constexpr std::uint8_t kCertificates = 0xA4;
constexpr std::uint8_t kTypeAttributes = 0xA1;
constexpr std::uint8_t kLabel = 0x80;

Bytes in_application(ByteView path) {
  Bytes whole(path.begin(), path.end());
  if (path.size() < 2 || path[0] != 0x3F || path[1] != 0x00) {
    whole.insert(whole.begin(), kApplication.begin(), kApplication.end());
  }
  return whole;
}

/// EF.SN, `5A 0A` and twenty digits: issuer 8025000001, eight of the chip, the Luhn digit, F.
/// Nothing when it is not that of a CPx card.
std::optional<std::string> chip_digits(ByteView file) {
  constexpr std::array<std::uint8_t, 5> kIssuer = {0x80, 0x25, 0x00, 0x00, 0x01};
  const auto value = find_element(file, 0x5A);
  if (!value || value->size() != 10 || !std::ranges::equal(value->first(5), kIssuer)) {
    return std::nullopt;
  }
  auto digits = to_hex(*value);
  digits.pop_back();
  return digits.find_first_not_of("0123456789") == digits.npos ? std::optional(std::move(digits))
                                                               : std::nullopt;
}

/// Follows a chain of tags down, first element of each kind.
std::optional<ByteView> descend(ByteView bytes, std::initializer_list<std::uint8_t> tags) {
  std::optional<ByteView> found = bytes;
  for (const auto tag : tags) {
    found = found ? find_element(*found, tag) : std::nullopt;
  }
  return found;
}

/// Reads one card's application; failures of the way to the card end the reading.
class Reading {
 public:
  Reading(Files& files, CardIdentity& identity) : files_(files), identity_(identity) {}

  Status read() {
    for (const auto& path : certificate_paths()) {
      add_certificate(path);
    }
    if (none_read_) {
      doubt(identity_, "card.doubt.no-certificate");
    }
    read_label();
    return error_ ? fail(*error_) : Status();
  }

 private:
  std::optional<Bytes> file(ByteView path) {
    if (error_) {
      return std::nullopt;
    }
    auto content = files_.read(in_application(path));
    if (!content) {
      error_ = content.error();
      return std::nullopt;
    }
    return std::move(*content);
  }

  /// Where the card's directory says that its certificates are, else where one was seen.
  std::vector<Bytes> certificate_paths() {
    std::vector<Bytes> paths;
    const auto directory = file(kObjectDirectory);
    const auto list_path =
        directory ? descend(*directory, {kCertificates, kSequence, kOctets}) : std::nullopt;
    const auto list = list_path ? file(*list_path) : std::nullopt;
    for (const auto& entry : list ? read_elements(*list) : std::vector<Tlv>()) {
      const auto path = descend(entry.value, {kTypeAttributes, kSequence, kSequence, kOctets});
      constexpr std::size_t kMost = 8;
      if (path && paths.size() < kMost) {
        paths.emplace_back(path->begin(), path->end());
      }
    }
    if (paths.empty()) {
      doubt(identity_, "card.doubt.files");
      paths = {{0xA0, 0x01}, {0xA0, 0x02}};
    }
    return paths;
  }

  void add_certificate(ByteView path) {
    const auto content = file(path);
    const auto head = content ? read_head(*content) : std::nullopt;
    if (!head || !head->length) {
      return;
    }
    // The file may be longer than what is in it.
    const auto size = std::min(content->size(), head->header + *head->length);
    const auto certificate =
        x509::Certificate::from_der(ByteView(*content).first(size), to_hex(path));
    if (!certificate) {
      doubt(identity_, "card.doubt.certificate");
    } else {
      take(certificate->facts(), identity_, none_read_);
    }
  }

  void read_label() {
    const auto info = file(kTokenInfo);
    if (const auto label = info ? descend(*info, {kSequence, kLabel}) : std::nullopt) {
      compare_label(as_text(*label), identity_);
    }
  }

  Files& files_;
  CardIdentity& identity_;
  std::optional<Error> error_;
  bool none_read_ = true;
};

}  // namespace

Result<CardIdentity> identify(const Exchange& exchange, ByteView atr, bool sends_le) {
  const auto match = recognise(atr);
  CardIdentity identity;
  if (match.generation == CardGeneration::other) {
    return identity;
  }
  Files files(exchange, match.generation, sends_le);
  const auto serial = files.open().and_then([&] { return files.read(kSerialNumber); });
  if (!serial) {
    return fail(serial.error());
  }
  const auto digits = *serial ? chip_digits(**serial) : std::nullopt;
  if (!digits) {
    doubt(identity, "card.doubt.not-confirmed");
    return identity;
  }
  identity.generation = match.generation;
  identity.contactless = match.contactless;
  constexpr std::size_t kIssuer = 10;
  constexpr std::size_t kChip = 8;
  identity.chip_serial = digits->substr(kIssuer, kChip);
  if (identifiers::luhn_sum(*digits) % 10 != 0) {
    doubt(identity, "card.doubt.serial");
  }
  if (!match.exact) {
    doubt(identity, "card.doubt.revision");
  }
  if (match.generation == CardGeneration::cps4) {
    doubt(identity, "card.doubt.cps4");
  }
  if (match.contactless) {
    doubt(identity, "card.doubt.contactless");
    return identity;
  }
  if (const auto read = Reading(files, identity).read(); !read) {
    return fail(read.error());
  }
  return identity;
}

}  // namespace dmp::card::detail
