#include "dmp/card/detail/contents.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "dmp/card/atr.hpp"
#include "dmp/card/detail/directory.hpp"
#include "dmp/card/detail/holder.hpp"
#include "dmp/base/tlv.hpp"
#include "dmp/model/luhn.hpp"

namespace dmp::card::detail {
namespace {

using model::CardGeneration;

constexpr std::array<std::uint8_t, 4> kSerialNumber = {0x3F, 0x00, 0xD0, 0x03};
constexpr std::array<std::uint8_t, 4> kAnswerToReset = {0x3F, 0x00, 0x2F, 0x01};  // EF.ATR
constexpr std::array<std::uint8_t, 4> kUpdates = {0x3F, 0x00, 0xD0, 0x10};        // EF_ACTUA
constexpr std::array<std::uint8_t, 2> kObjectDirectory = {0x50, 0x31};            // EF.ODF
constexpr std::array<std::uint8_t, 2> kTokenInfo = {0x50, 0x32};                  // EF.CIAInfo

/// CPS3: the PIN's reference as in its own software and OpenSC, the key's where the directories
/// tell none. CPS4 (experimental): both are inferred; this is the place to change them.
constexpr std::uint8_t kCps3SignatureKey = 0x81;
constexpr std::uint8_t kCps4SignatureKey = 0x10;
constexpr std::uint8_t kPin = 0x01;

Bytes in_application(ByteView path) {
  Bytes whole(path.begin(), path.end());
  if (path.size() < 2 || path[0] != 0x3F || path[1] != 0x00) {
    whole.insert(whole.begin(), kApplication.begin(), kApplication.end());
  }
  return whole;
}

/// Reads one card's application; failures of the way to the card end the reading.
class Reading {
 public:
  Reading(Files& files, Contents& contents) : files_(files), contents_(contents) {}

  Status read(bool sends_le) {
    const auto abilities = file(kAnswerToReset);
    contents_.abilities = read_abilities(abilities ? *abilities : Bytes(), sends_le);
    const auto odf = file(kObjectDirectory);
    const auto directory = odf ? read_directory(*odf) : Directory();
    read_certificates(directory);
    if (none_read_) {
      doubt("card.doubt.no-certificate");
    }
    read_key(directory);
    read_pin(directory);
    read_label();
    read_updates();
    return error_ ? fail(*error_) : Status();
  }

 private:
  void doubt(std::string_view id) { detail::doubt(contents_.identity, id); }

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

  std::optional<Bytes> list(std::optional<ByteView> path) {
    return path ? file(*path) : std::nullopt;
  }

  /// Where the card's directory says that its certificates are, else where one was seen.
  void read_certificates(const Directory& directory) {
    const auto content = list(directory.certificates);
    const auto entries =
        content ? read_certificate_entries(*content) : std::vector<CertificateEntry>();
    for (const auto& entry : entries) {
      read_certificate(entry.id, entry.path);
    }
    if (entries.empty()) {
      doubt("card.doubt.files");
      read_certificate({}, std::array<std::uint8_t, 2>{0xA0, 0x01});
      read_certificate({}, std::array<std::uint8_t, 2>{0xA0, 0x02});
    }
  }

  void read_certificate(ByteView id, ByteView path) {
    const auto content = file(path);
    const auto head = content ? read_head(*content) : std::nullopt;
    if (!head || !head->length) {
      return;
    }
    // The file may be longer than what is in it.
    const auto size = std::min(content->size(), head->header + *head->length);
    auto certificate = x509::Certificate::from_der(ByteView(*content).first(size), to_hex(path));
    if (!certificate) {
      doubt("card.doubt.certificate");
      return;
    }
    const auto& facts = certificate->facts();
    take(facts, contents_.identity, none_read_);
    if (facts.usage == model::Usage::card_sign && !contents_.signature) {
      signature_id_.assign(id.begin(), id.end());
      contents_.signature = std::move(*certificate);
    } else if (facts.usage == model::Usage::card_auth && !contents_.authentication) {
      contents_.authentication = std::move(*certificate);
    }
  }

  /// Key and certificate belong together by their identifier: another key's reference is not taken,
  /// nor its directory. A CPS4 is told its key by a number of the card's own software.
  void read_key(const Directory& directory) {
    const auto content = list(directory.private_keys);
    const auto entries = content ? read_key_entries(*content) : std::vector<KeyEntry>();
    const auto own = std::ranges::find_if(entries, [this](const KeyEntry& entry) {
      return !signature_id_.empty() && std::ranges::equal(entry.id, signature_id_);
    });
    if (own != entries.end()) {
      if (contents_.identity.generation != CardGeneration::cps4) {
        contents_.key_reference = own->reference;
      }
      if (!own->folder.empty()) {
        contents_.key_folder = in_application(own->folder);
      }
    } else if (contents_.signature && !entries.empty()) {
      doubt("card.doubt.key");
    }
  }

  void read_pin(const Directory& directory) {
    const auto content = list(directory.authentication_objects);
    if (const auto entry = content ? read_pin_entry(*content) : std::nullopt) {
      contents_.pin_length = entry->length;
      contents_.pin_padding = entry->padding;
      contents_.pin_is_known = entry->is_plain_digits && entry->reference == kPin;
    }
  }

  void read_label() {
    constexpr std::uint8_t kSequence = 0x30;
    constexpr std::uint8_t kLabel = 0x80;
    const auto info = file(kTokenInfo);
    const auto parts = info ? find_element(*info, kSequence) : std::nullopt;
    if (const auto label = parts ? find_element(*parts, kLabel) : std::nullopt) {
      compare_label(as_text(*label), contents_.identity);
    }
  }

  /// The card's own software refuses a CPS3 whose record of updates is there and empty.
  void read_updates() {
    constexpr std::uint8_t kRecord = 0xEC;
    if (error_ || contents_.identity.generation != CardGeneration::cps3) {
      return;
    }
    const auto file = files_.look(kUpdates);
    if (!file) {
      error_ = file.error();
    } else if (file->exists && file->is_open && !find_element(file->content, kRecord)) {
      doubt("card.doubt.updates");
    }
  }

  Files& files_;
  Contents& contents_;
  std::optional<Error> error_;
  Bytes signature_id_;
  bool none_read_ = true;
};

/// What the answer to reset and EF.SN tell.
void take_chip(const AtrMatch& match, const std::string& digits, Contents& contents) {
  constexpr std::size_t kIssuer = 10;
  constexpr std::size_t kChip = 8;
  auto& identity = contents.identity;
  identity.generation = match.generation;
  identity.contactless = match.contactless;
  identity.chip_serial = digits.substr(kIssuer, kChip);
  if (model::luhn_sum(digits) % 10 != 0) {
    doubt(identity, "card.doubt.serial");
  }
  if (!match.exact) {
    doubt(identity, "card.doubt.revision");
  }
  if (match.generation == CardGeneration::cps4) {
    doubt(identity, "card.doubt.cps4");
  }
  contents.key_reference =
      match.generation == CardGeneration::cps4 ? kCps4SignatureKey : kCps3SignatureKey;
  contents.pin_reference = kPin;
  contents.key_folder.assign(kApplication.begin(), kApplication.end());
}

}  // namespace

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

Result<std::optional<std::string>> read_chip_digits(Files& files) {
  const auto is_open = files.open();
  if (!is_open || !*is_open) {
    return is_open ? Result<std::optional<std::string>>(std::nullopt) : fail(is_open.error());
  }
  return files.read(kSerialNumber).map([](const std::optional<Bytes>& file) {
    return file ? chip_digits(*file) : std::nullopt;
  });
}

Result<Contents> read_contents(const Exchange& exchange, ByteView atr, bool sends_le) {
  const auto match = recognise(atr);
  Contents contents;
  if (match.generation == CardGeneration::other) {
    return contents;
  }
  Files files(exchange, match.generation, sends_le);
  const auto digits = read_chip_digits(files);
  if (!digits) {
    return fail(digits.error());
  }
  if (!*digits) {
    doubt(contents.identity, "card.doubt.not-confirmed");
    return contents;
  }
  take_chip(match, **digits, contents);
  if (match.contactless) {
    doubt(contents.identity, "card.doubt.contactless");
    return contents;
  }
  if (const auto read = Reading(files, contents).read(sends_le); !read) {
    return fail(read.error());
  }
  return contents;
}

}  // namespace dmp::card::detail
