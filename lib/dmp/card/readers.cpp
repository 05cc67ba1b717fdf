#include "dmp/card/readers.hpp"
