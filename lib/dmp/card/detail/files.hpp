#pragma once

#include <array>
#include <optional>

#include "dmp/card/detail/apdu.hpp"
#include "dmp/model/workstation.hpp"

namespace dmp::card::detail {

inline constexpr std::array<std::uint8_t, 2> kMasterFile = {0x3F, 0x00};
/// Where the objects of a CPx card are; its keys and its PIN are used from here.
inline constexpr std::array<std::uint8_t, 4> kApplication = {0x3F, 0x00, 0x00, 0x01};

/// Files reads the files of a CPx card that are free to read. It never presents a PIN.
class Files {
 public:
  /// `sends_le` tells whether Le goes with commands that have data (T=1).
  Files(Exchange exchange, model::CardGeneration generation, bool sends_le)
      : exchange_(std::move(exchange)), generation_(generation), sends_le_(sends_le) {}

  /// open selects the application where the generation needs it (CPS4), and tells whether the card
  /// has done so. Error ids: those of send.
  Result<bool> open();

  /// File is what looking for one gave.
  struct File {
    bool exists = false;
    bool is_open = false;  ///< It is given out without a PIN.
    Bytes content;
  };
  /// look reads a file by its path from the master file ("3F00" first). Error ids: those of send.
  Result<File> look(ByteView path);

  /// read returns what is in a file: nothing when it does not exist, is closed, or is empty. Error
  /// ids: those of send.
  Result<std::optional<Bytes>> read(ByteView path);

  /// select_folder makes a directory the current one, by its path from the master file. It tells
  /// whether the card has done so. Error ids: those of send.
  Result<bool> select_folder(ByteView path);

 private:
  Result<Answer> select(Bytes command);
  Result<Answer> select_file(ByteView path);
  Result<Answer> read_binary(std::size_t size);

  Exchange exchange_;
  model::CardGeneration generation_;
  bool sends_le_;
};

}  // namespace dmp::card::detail
