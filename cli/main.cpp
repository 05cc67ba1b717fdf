#include <exception>
#include <iostream>

#include "application.hpp"
#include "dmp/x509/secure_memory.hpp"
#include "exit_code.hpp"
#include "process.hpp"

int main(int argc, char** argv) {
  dmp::cli::harden_process();
  // Where there is no such memory, the keys are as safe as any other program's.
  (void)dmp::x509::use_secure_memory();
  try {
    return dmp::cli::run(argc, argv);
  } catch (const std::exception& e) {
    std::cerr << "dmpcert: internal error: " << e.what() << '\n';
  } catch (...) {
    std::cerr << "dmpcert: internal error\n";
  }
  return dmp::cli::kBug;
}
