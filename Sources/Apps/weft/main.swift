import Commands

await WeftCommand.start()
