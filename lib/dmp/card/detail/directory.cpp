#include "dmp/card/detail/directory.hpp"

#include <array>
#include <initializer_list>

#include "dmp/base/tlv.hpp"

namespace dmp::card::detail {
namespace {

// Tags of ASN.1 (X.690) and of ISO 7816-15.
constexpr std::uint8_t kInteger = 0x02;
constexpr std::uint8_t kBits = 0x03;
constexpr std::uint8_t kOctets = 0x04;
constexpr std::uint8_t kEnumerated = 0x0A;
constexpr std::uint8_t kSequence = 0x30;
constexpr std::uint8_t kPinReference = 0x80;
constexpr std::uint8_t kTypeAttributes = 0xA1;
constexpr std::uint8_t kPrivateKeys = 0xA0;
constexpr std::uint8_t kCertificates = 0xA4;
constexpr std::uint8_t kAuthenticationObjects = 0xA8;

/// Follows a chain of tags down, first element of each kind.
std::optional<ByteView> descend(ByteView bytes, std::initializer_list<std::uint8_t> tags) {
  std::optional<ByteView> found = bytes;
  for (const auto tag : tags) {
    found = found ? find_element(*found, tag) : std::nullopt;
  }
  return found;
}

/// An INTEGER or the like of at most two bytes: cards write 81 as `81` and as `00 81`.
std::optional<unsigned> number(std::optional<ByteView> value) {
  if (!value || value->empty() || value->size() > 2) {
    return std::nullopt;
  }
  unsigned result = 0;
  for (const auto byte : *value) {
    result = result << 8U | byte;
  }
  return result;
}

std::optional<std::uint8_t> reference(std::optional<ByteView> value) {
  const auto found = number(value);
  return found && *found <= 0xFF ? std::optional(static_cast<std::uint8_t>(*found)) : std::nullopt;
}

/// Bit `index` of a BIT STRING, the first one being 0; padding bits may be anything.
bool bit(ByteView bits, unsigned index) {
  const auto byte = 1 + index / 8;  // behind the number of unused bits
  return byte < bits.size() && ((unsigned{bits[byte]} >> (7U - index % 8U)) & 1U) != 0;
}

/// The two parts that every object has in front: label and so on, then its identifier.
ByteView second_sequence(ByteView object) {
  int count = 0;
  for (const auto& part : read_elements(object)) {
    if (part.tag == kSequence && ++count == 2) {
      return part.value;
    }
  }
  return {};
}

std::vector<ByteView> objects_of(ByteView file) {
  constexpr std::size_t kMost = 16;
  std::vector<ByteView> objects;
  for (const auto& entry : read_elements(file)) {
    if (entry.tag == kSequence && objects.size() < kMost) {
      objects.push_back(entry.value);
    }
  }
  return objects;
}

std::optional<PinEntry> pin_of(ByteView object) {
  constexpr unsigned kNeedsPadding = 5;
  constexpr unsigned kUnblocking = 6;
  constexpr unsigned kOfficer = 7;
  constexpr unsigned kAsciiNumeric = 1;
  constexpr unsigned kUtf8 = 2;
  constexpr unsigned kLongest = 16;
  const auto attributes = descend(object, {kTypeAttributes, kSequence});
  const auto flags = attributes ? find_element(*attributes, kBits) : std::nullopt;
  if (!flags || bit(*flags, kUnblocking) || bit(*flags, kOfficer)) {
    return std::nullopt;
  }
  std::array<unsigned, 3> lengths{};  // minimum, stored, maximum
  std::size_t count = 0;
  for (const auto& part : read_elements(*attributes)) {
    if (part.tag == kInteger && count < lengths.size()) {
      lengths.at(count++) = number(part.value).value_or(0);
    }
  }
  const auto most = lengths[2] != 0 ? lengths[2] : lengths[1];
  if (count < 2 || lengths[0] == 0 || most < lengths[0] || most > kLongest) {
    return std::nullopt;
  }
  PinEntry entry;
  entry.length = {lengths[0], most};
  entry.reference = reference(find_element(*attributes, kPinReference)).value_or(0);
  const auto type = number(find_element(*attributes, kEnumerated)).value_or(0);
  const auto stored = lengths[1];
  const bool has_one_length = stored == entry.length.min && stored == entry.length.max;
  const bool is_padded = bit(*flags, kNeedsPadding) && !has_one_length;
  const auto filling = find_element(*attributes, kOctets);
  const bool is_told = filling && filling->size() == 1 && stored >= most && stored <= kLongest;
  if (is_padded && is_told) {
    entry.padding = {stored, filling->front()};
  }
  entry.is_plain_digits = (type == kAsciiNumeric || type == kUtf8) && (!is_padded || is_told);
  return entry;
}

}  // namespace

Directory read_directory(ByteView file) {
  const auto path = [file](std::uint8_t list) { return descend(file, {list, kSequence, kOctets}); };
  return {path(kPrivateKeys), path(kCertificates), path(kAuthenticationObjects)};
}

std::vector<CertificateEntry> read_certificate_entries(ByteView file) {
  std::vector<CertificateEntry> entries;
  for (const auto object : objects_of(file)) {
    const auto path = descend(object, {kTypeAttributes, kSequence, kSequence, kOctets});
    if (path) {
      entries.push_back(
          {find_element(second_sequence(object), kOctets).value_or(ByteView()), *path});
    }
  }
  return entries;
}

std::vector<KeyEntry> read_key_entries(ByteView file) {
  std::vector<KeyEntry> entries;
  for (const auto object : objects_of(file)) {
    const auto attributes = second_sequence(object);
    const auto id = find_element(attributes, kOctets);
    const auto key = reference(find_element(attributes, kInteger));
    const auto path = descend(object, {kTypeAttributes, kSequence, kSequence, kOctets});
    if (id && key) {
      entries.push_back({*id, *key, path.value_or(ByteView())});
    }
  }
  return entries;
}

std::optional<PinEntry> read_pin_entry(ByteView file) {
  for (const auto object : objects_of(file)) {
    if (const auto pin = pin_of(object)) {
      return pin;
    }
  }
  return std::nullopt;
}

}  // namespace dmp::card::detail
