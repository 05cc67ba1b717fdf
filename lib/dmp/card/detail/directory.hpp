#pragma once

#include <optional>
#include <vector>

#include "dmp/card/transport.hpp"
#include "dmp/base/bytes.hpp"

/// The directories of a card's application (ISO 7816-15). What cannot be read in them is absent:
/// nothing that a card says makes reading fail.
namespace dmp::card::detail {

/// Directory is EF.ODF: where the lists of objects are.
struct Directory {
  std::optional<ByteView> private_keys;
  std::optional<ByteView> certificates;
  std::optional<ByteView> authentication_objects;
};
Directory read_directory(ByteView file);

/// CertificateEntry is one certificate of the list (EF.CD).
struct CertificateEntry {
  ByteView id;
  ByteView path;
};
std::vector<CertificateEntry> read_certificate_entries(ByteView file);

/// KeyEntry is one private key of the list (EF.PrKD).
struct KeyEntry {
  ByteView id;
  std::uint8_t reference = 0;  ///< For MANAGE SECURITY ENVIRONMENT.
  ByteView folder = {};        ///< Path of the directory in which it is found; empty: not told.
};
std::vector<KeyEntry> read_key_entries(ByteView file);

/// PinPadding is what a PIN is filled up with before it is sent; of size 0, with nothing.
struct PinPadding {
  std::size_t size = 0;  ///< Of what is sent.
  std::uint8_t byte = 0;
};

/// PinEntry is the holder's PIN in the list of authentication objects (EF.AOD).
struct PinEntry {
  PinLength length;
  std::uint8_t reference = 0;  ///< For VERIFY.
  /// Digits, one byte each: the only coding that we present. ASCII and UTF-8 have the same bytes
  /// for them. Where padding is asked for, it has to say with which byte.
  bool is_plain_digits = false;
  PinPadding padding;  ///< A PIN that has one length only leaves nothing to pad.
};
/// The first entry that is neither a code for unblocking nor that of an officer.
std::optional<PinEntry> read_pin_entry(ByteView file);

}  // namespace dmp::card::detail
