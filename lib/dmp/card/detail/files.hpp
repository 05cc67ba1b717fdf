#pragma once

#include <optional>

#include "dmp/card/detail/apdu.hpp"
#include "dmp/model/workstation.hpp"

namespace dmp::card::detail {

/// Files reads the files of a CPx card that are free to read. It never presents a PIN.
class Files {
 public:
  /// `sends_le` tells whether Le goes with commands that have data (T=1).
  Files(Exchange exchange, model::CardGeneration generation, bool sends_le)
      : exchange_(std::move(exchange)), generation_(generation), sends_le_(sends_le) {}

  /// open selects the application where the generation needs it (CPS4). Error ids: those of send.
  Status open();

  /// read returns a file by its path from the master file ("3F00" first), as far as the card gives
  /// it out: nothing when there is none or when it is closed. Error ids: those of send.
  Result<std::optional<Bytes>> read(ByteView path);

  /// select_application makes that of CPx the current one, where its keys are (CPS3), and
  /// select_master_file the root, where its PIN is. Whether the card did so shows in what follows.
  /// Error ids: those of send.
  Status select_application();
  Status select_master_file();

 private:
  Result<Answer> select(Bytes command);
  Result<Answer> select_file(ByteView path);
  Result<Bytes> read_binary(std::size_t size);

  Exchange exchange_;
  model::CardGeneration generation_;
  bool sends_le_;
};

}  // namespace dmp::card::detail
